"""ingest: decode and validate every raw message, let the few that may tell of an evacuation through a gate, and clean those."""
