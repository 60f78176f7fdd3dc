"""evacwire: reads raw news articles, recognises copies and updates, extracts evacuation events, merges and publishes them."""

__version__ = "0.1.0"
