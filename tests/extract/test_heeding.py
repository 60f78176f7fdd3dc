"""What the reader adds where a sentence itself is silent."""

from dataclasses import replace

from tests.extract.articles import constructions, extractor, story
from workers.extract.assemble import Draft
from workers.extract.context import Context
from workers.extract.heeding import heeded
from workers.extract.reader.heard import Heard


def _read(text: str) -> tuple[Draft, Heard, Context]:
    """Return the order that the constructions read, what the reader hears in its sentence, and the article."""
    one = story(text)
    (draft,) = [each for each in constructions().extract([one])[0] if "ordered" in each.sentence.text]
    context = extractor().context(one)
    return draft, extractor().heard(context)[draft.sentence.index], context


def _sure(heard: Heard, place: str) -> Heard:
    """Return the reader's word changed: sure of one place."""
    return replace(heard, places=tuple((name, float(name.name == place)) for name, _ in heard.places))


def _heeded(draft: Draft, heard: Heard, context: Context) -> Draft:
    (made,) = heeded([draft], {draft.sentence.index: heard}, context)
    return made


def test_a_place_that_another_sentence_names_is_taken_where_the_reader_is_sure():
    draft, heard, context = _read("Lisbon was calm. Coimbra was not. The mayor ordered residents to evacuate at once.")
    for city in ("Lisbon", "Coimbra"):
        made = _heeded(draft, _sure(heard, city), context)
        assert [place.place for place in made.origins] == [city]
        assert made.fields["origins"].quote == city


def test_a_place_of_the_sentence_itself_stays():
    draft, heard, context = _read("Lisbon was calm. The mayor ordered residents to evacuate Coimbra at once.")
    assert [place.place for place in _heeded(draft, _sure(heard, "Lisbon"), context).origins] == ["Coimbra"]
