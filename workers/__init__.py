"""evacwire: reads raw news articles, recognises copies and updates, extracts evacuation events, merges and publishes them."""

import os

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # a stage is one core; numpy's own threads wait for each other longer than they work
__version__ = "0.1.0"
