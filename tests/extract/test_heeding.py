"""What the reader adds where a sentence itself is silent."""

from dataclasses import replace

from schemas.vocabulary import CauseCategory
from tests.extract.articles import constructions, extractor, story
from workers.extract.assemble import Draft
from workers.extract.context import Context
from workers.extract.heeding import heeded
from workers.extract.reader.heard import Heard

TEXT = (
    "Shops in Vale Novo and Serra Alta were open on Monday. Nothing was known of the cause at first. "
    "The mayor ordered residents to evacuate at once. Two vans took the older ones to a gymnasium."
)


def _read(text: str = TEXT) -> tuple[Draft, Heard, Context]:
    """Return the order that the constructions read, what the reader hears in its sentence, and the article."""
    one = story(text)
    (draft,) = [each for each in constructions().extract([one])[0] if "ordered" in each.sentence.text]
    context = extractor().context(one)
    return draft, extractor().heard(context)[draft.sentence.index], context


def _sure(heard: Heard, place: str | None = None, cause: CauseCategory | None = None) -> Heard:
    """Return the reader's word changed: sure of one place, or of none, and of one cause, or of none."""
    places = tuple((name, float(name.name == place)) for name, _ in heard.places)
    return replace(heard, places=places, causes={each: float(each is cause) for each in CauseCategory})


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


def test_a_cause_that_no_word_tells_is_the_one_the_reader_hears():
    draft, heard, context = _read()
    assert draft.cause.category is CauseCategory.UNKNOWN
    assert _heeded(draft, _sure(heard, cause=CauseCategory.WILDFIRE), context).cause.category is CauseCategory.WILDFIRE
    assert _heeded(draft, _sure(heard), context).cause.category is CauseCategory.UNKNOWN


def test_a_cause_that_the_article_tells_stays():
    draft, heard, context = _read(
        "A river flooded the town of Coimbra. The flood came at night. The mayor ordered residents to evacuate at once because of the flood."
    )
    made = _heeded(draft, _sure(heard, cause=CauseCategory.WILDFIRE), context)
    assert made.cause.category is CauseCategory.FLOOD
