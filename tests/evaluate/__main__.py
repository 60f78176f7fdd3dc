"""`make evaluate`, or `python -m tests.evaluate [--errors]`: extraction, then dedup, each with its parts side by side.

The spaCy pipeline is that of EVACWIRE_SPACY_MODEL; one that is not installed or lacks a component is told in one line.
"""

import argparse
import sys
from collections.abc import Sequence

from tests.evaluate import dedup, extraction
from workers.extract.lexicon import LexiconError
from workers.extract.parse import PipelineError
from workers.extract.stage import ExtractStage
from workers.settings import Settings


def main(arguments: Sequence[str]) -> int:
    """Print both tables; returns 2 where the pipeline or the lexicon cannot be used."""
    options = argparse.ArgumentParser(
        prog="python -m tests.evaluate", description="measure the pipeline on the annotated corpus"
    )
    options.add_argument("--errors", action="store_true", help="list the errors of the parts that may be read")
    chosen = options.parse_args(arguments)
    settings = Settings.from_environment()
    try:
        stage = ExtractStage(settings.text("EVACWIRE_SPACY_MODEL"), settings.text("EVACWIRE_LEXICON"))
    except (PipelineError, LexiconError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"spaCy pipeline: {settings.text('EVACWIRE_SPACY_MODEL')}\n")
    extraction.table(stage, extraction.PARTS, listed=chosen.errors)
    print()
    dedup.main(["--errors"] if chosen.errors else [])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
