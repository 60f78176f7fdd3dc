"""What the reader tells of one sentence: how likely it asserts what, of whom, by whom and where; probabilities from 0 to 1."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.vocabulary import Action, ActorKind, CauseCategory, Group, Status
from workers.extract.reader.passages import Name

SIGNS = {Status.RULED_OUT: "-", Status.CALLED_FOR: "!"}
LABELS = ("evacuation+", "evacuation-", "evacuation!", "relocation+", "relocation-", "closure+", "closure-", "return+")
"""What a sentence can assert: an action with a sign, `+` asserted, `-` ruled out, `!` called for; rare pairs are read as asserted."""

STATUSES = tuple(Status)
GROUPS = tuple(Group)
KINDS = (*ActorKind, None)
"""Of the actor; None for an assertion that names nobody."""

CAUSES = tuple(CauseCategory)

TAGS = ("actor", "origins", "destinations", "quantity")
"""What a single word piece can be part of."""


def label(action: Action, status: Status) -> str:
    """Return the label of an assertion."""
    told = action.value + SIGNS.get(status, "+")
    return told if told in LABELS else action.value + "+"


@dataclass(frozen=True, slots=True)
class Heard:
    """The probabilities of one sentence. `actors`, `countries` and `places` (of origin) weigh the names of the passage, `words` the sentence's own
    pieces by character."""

    labels: Mapping[str, float]
    statuses: Mapping[Status, float]
    groups: Mapping[Group, float]
    kinds: Mapping[ActorKind | None, float]
    background: float
    causes: Mapping[CauseCategory, float]
    actors: tuple[tuple[Name, float], ...]
    countries: Mapping[str, float]
    places: tuple[tuple[Name, float], ...]
    words: Mapping[str, tuple[tuple[int, int, float], ...]]

    def asserted(self, action: Action, status: Status) -> float:
        """Return how likely the sentence asserts this."""
        return self.labels[label(action, status)]

    def word(self, tag: str, start: int, end: int) -> float:
        """Return how likely the characters `start:end` of the sentence are part of what a tag names; the likeliest of their pieces."""
        return max((p for a, b, p in self.words[tag] if a < end and start < b), default=0.0)
