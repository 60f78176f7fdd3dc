"""The stages in the order of an article's way."""

from workers.dedup.stage import DedupStage
from workers.extract.stage import ExtractStage
from workers.fuse.stage import FuseStage
from workers.ingest.stage import IngestStage
from workers.stage import Stage


def all_stages() -> list[Stage]:
    """Return the four stages, ready to work; loading the language model takes a second."""
    return [IngestStage(), DedupStage(), ExtractStage(), FuseStage()]
