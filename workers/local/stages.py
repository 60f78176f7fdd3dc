"""The stages in the order of an article's way."""

from datetime import timedelta

from workers.dedup.stage import DedupStage
from workers.extract.stage import ExtractStage
from workers.fuse.stage import FuseStage
from workers.ingest.stage import IngestStage
from workers.settings import Settings
from workers.stage import Stage


def all_stages(settings: Settings) -> list[Stage]:
    """Return the four stages, ready to work; loading the language model takes a second. Raises `workers.settings.SettingError`,
    `workers.extract.parse.PipelineError` or `workers.extract.lexicon.LexiconError`."""
    hold = timedelta(seconds=settings.number("EVACWIRE_HOLD_SECONDS"))
    return [
        IngestStage(),
        DedupStage(),
        ExtractStage(settings.text("EVACWIRE_SPACY_MODEL"), settings.text("EVACWIRE_LEXICON")),
        FuseStage(hold, settings.integer("EVACWIRE_MIN_SOURCES", least=1)),
    ]
