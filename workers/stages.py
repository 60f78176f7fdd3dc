"""The four stages in the order of an article's way, each made when it is asked for, so that a worker loads only what it runs."""

from datetime import timedelta
from importlib import import_module
from typing import cast

from schemas.vocabulary import StageName
from workers.settings import Settings
from workers.stage import Stage

STAGES = {
    StageName.INGEST: "workers.stages:ingest",
    StageName.DEDUP: "workers.stages:dedup",
    StageName.EXTRACT: "workers.stages:extract",
    StageName.FUSE: "workers.stages:fuse",
}
QUIET_FUSE = "workers.stages:quiet_fuse"
"""Where each stage's maker is: a function of the settings. Named rather than imported, since an NLP process is told the name."""


def make_stage(maker: str, settings: Settings) -> Stage:
    """Return the stage that `module:function` makes of the settings."""
    module, _, function = maker.partition(":")
    return cast(Stage, getattr(import_module(module), function)(settings))


def all_stages(settings: Settings) -> list[Stage]:
    """Return the four stages, ready to work; loading the language model takes a second.

    Raises `workers.settings.SettingError`, `workers.extract.parse.PipelineError` or `workers.extract.lexicon.LexiconError`.
    """
    return [make_stage(maker, settings) for maker in STAGES.values()]


def ingest(settings: Settings) -> Stage:
    """Return the ingest stage."""
    from workers.ingest.stage import IngestStage

    return IngestStage()


def dedup(settings: Settings) -> Stage:
    """Return the dedup stage."""
    from workers.dedup.stage import DedupStage

    return DedupStage()


def extract(settings: Settings) -> Stage:
    """Return the extract stage; loads the language model."""
    from workers.extract.stage import ExtractStage

    return ExtractStage(settings.text("EVACWIRE_SPACY_MODEL"), settings.text("EVACWIRE_LEXICON"))


def fuse(settings: Settings) -> Stage:
    """Return the fuse stage."""
    return _fuse(settings, quiet=False)


def quiet_fuse(settings: Settings) -> Stage:
    """Return the fuse stage for a replay: events, but no wire items."""
    return _fuse(settings, quiet=True)


def _fuse(settings: Settings, *, quiet: bool) -> Stage:
    from workers.fuse.stage import FuseStage

    hold = timedelta(seconds=settings.number("EVACWIRE_HOLD_SECONDS"))
    return FuseStage(hold, settings.integer("EVACWIRE_MIN_SOURCES", least=1), quiet=quiet)
