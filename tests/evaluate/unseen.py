"""The development articles to fit on, and the extractor to do it with: what both fits share."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from tests.corpus import column, extraction_articles
from tests.evaluate.scoring import Gold
from workers.extract.extractor import Extractor
from workers.extract.reader.ensemble import DATA
from workers.settings import Settings


def unseen_articles() -> list[Gold]:
    """Return the annotated development articles that the reader has not learned, but for those that came later."""
    fitted = ("held out", "plain news")
    return [each for each in extraction_articles("development") if column(each["article"]["article_id"]) in fitted]


def asked(arguments: Sequence[str], description: str, file: Path) -> tuple[Extractor, bool]:
    """Return an extractor that drops nothing, with the reader that the command line names, and whether the fit is to be written to the file."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--write", action="store_true", help=f"write {'/'.join(file.parts[-3:])}")
    options.add_argument(
        "--reader", type=Path, default=DATA, help="folder of the network (default: the one that is shipped)"
    )
    chosen = options.parse_args(arguments)
    settings = Settings.from_environment()
    model, lexicon = settings.text("EVACWIRE_SPACY_MODEL"), settings.text("EVACWIRE_LEXICON")
    return Extractor(model, lexicon, least=0.0, reader=chosen.reader), chosen.write
