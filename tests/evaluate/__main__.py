"""`make evaluate`: extraction and dedup, development and test side by side. Options go to the extraction measurement."""

import sys

from tests.evaluate import dedup, extraction

if __name__ == "__main__":
    extraction.main(sys.argv[1:])
    if len(sys.argv) == 1:
        sys.stdout.write("\n")
        dedup.main([])
