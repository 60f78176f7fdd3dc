"""A place as told: its name for the report, and the words that tell it."""

from dataclasses import dataclass
from string import capwords

from schemas.reports import Place
from workers.extract.context import Located
from workers.gazetteer import Candidate, gazetteer


@dataclass(frozen=True, slots=True)
class Told:
    """A place and the characters of the sentence that tell it, None where another sentence does."""

    place: Place
    span: tuple[int, int] | None
    sentence: int


def from_candidate(name: str, candidate: Candidate) -> Place:
    """Return a place as told, resolved to a candidate of the gazetteer."""
    return Place(
        place=name, country=candidate.country, geonames_id=candidate.geonames_id, lat=candidate.lat, lon=candidate.lon
    )


def from_mention(mention: Located) -> Told:
    """Return a mention's place: its common English name for countries and known towns, the article's own spelling of it else."""
    name = (
        mention.place.name
        if mention.kind != "place"
        or mention.place.feature == "country"
        or (mention.place.feature == "capital" and mention.text.replace(" ", "-") != mention.place.name)
        else _common(mention)
    )
    if mention.kind in ("demonym", "nationals", "office"):
        country = gazetteer().country(mention.place.country)
        return Told(
            Place(
                place=country.name if country else mention.text,
                country=mention.place.country,
                geonames_id=country.geonames_id if country else None,
            ),
            (mention.start, mention.end),
            mention.sentence,
        )
    return Told(from_candidate(name, mention.place), (mention.start, mention.end), mention.sentence)


def _common(mention: Located) -> str:
    if mention.text.isupper() and len(mention.text) > 3:
        return capwords(mention.text)
    return (
        mention.place.name
        if mention.place.name and mention.place.name.lower() in mention.text.lower()
        else mention.text
    )
