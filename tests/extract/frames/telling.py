"""What the extractor reads out of a short story, in one line a report: action, status, actor's country, groups, origin countries."""

from tests.extract.articles import WEDNESDAY, constructions, story
from workers.extract.assemble import Draft

ABROAD = "France evacuated its citizens from Niamey, Niger, after the coup. "
FIRE = "Crews evacuated Paradise, California, as the fire came near. "
NEARING = "A wildfire is nearing Chico, California. "
GOMA = "Rebels are nearing Goma in Congo. The UN ordered its staff out. "
"""What a story told before the sentence under test."""


def drafts(text: str, title: str | None = None) -> list[Draft]:
    """Return the drafts of reports of an article."""
    return constructions().extract([story(text, title, WEDNESDAY)])[0]


def line(draft: Draft) -> str:
    """Return a draft in short: "closure ruled_out FR unspecified ML"."""
    country = (draft.actor.country or draft.actor.name) if draft.actor else "-"
    groups = "+".join(sorted(each.group.value for each in draft.affected))
    origins = "+".join(sorted({place.country or "?" for place in draft.origins})) or "-"
    return f"{draft.action.value} {draft.status.value} {country} {groups} {origins}"


def told(text: str, title: str | None = None) -> list[str]:
    """Return the reports of an article in short."""
    return [line(draft) for draft in drafts(text, title)]
