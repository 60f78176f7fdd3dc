"""The topics, declared once. Their names are part of the contract; `EVACWIRE_TOPIC_PREFIX` goes before each."""

from enum import StrEnum


class Topic(StrEnum):
    """A topic by its name without prefix."""

    RAW = "articles.raw"
    RELEVANT = "articles.relevant"
    STORIES = "articles.stories"
    REPORTS = "evacuations.reports"
    ITEMS = "wire.items"
    HISTORY = "evacuations.history"
    EVENTS = "evacuations.events"
    REJECTED = "articles.rejected"
