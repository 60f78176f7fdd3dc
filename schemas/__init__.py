"""The contract: one model per message kind, and the JSON Schemas generated from them."""
