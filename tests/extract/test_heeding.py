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


def test_a_place_that_the_sentence_sets_against_its_words_is_not_left():
    """Regression: British troops were to leave "from Kyiv", where the ambassador stays."""
    text = "Russia may invade Ukraine. Troops training Ukrainian forces were ordered to leave at the end of this week, although the ambassador said she would stay in Kyiv."
    draft, heard, context = _read(text)
    assert [place.place for place in _heeded(draft, _sure(heard, "Kyiv"), context).origins] == ["Ukraine"]


def _left_in_helicopters(text: str) -> set[tuple[str, str]]:
    """Return the places that people leave and the words that tell them, as all readings of the sentence with helicopters have it."""
    ((_, drafts),) = extractor().drafted([story(text)])
    taken = [each for each in drafts if "helicopters" in each.sentence.text]
    return {(place.place, each.fields["origins"].quote) for each in taken for place in each.origins}


def test_a_place_that_a_sentence_before_tells_of_the_same_people_is_left_rather_than_the_datelines():
    """Regression: "Workers evacuated from Lagos to Port Harcourt", where Lagos was only where the report was written."""
    text = (
        "LAGOS — Norvane has flown 160 foreign workers out of the Nigerian oil town of Okporoma after gunmen attacked it, it said on Friday.\n\n"
        "The workers were taken to Port Harcourt in four helicopters on Thursday night."
    )
    assert _left_in_helicopters(text) == {("Okporoma", "Okporoma")}


def test_a_datelines_place_stays_where_no_sentence_before_tells_another_of_the_same_people():
    text = (
        "LAGOS, Nigeria — Gunmen attacked a pumping station. Norvane has flown diplomats out of Accra.\n\n"
        "The workers were evacuated to Port Harcourt in four helicopters on Thursday night."
    )
    assert {place for place, _ in _left_in_helicopters(text)} == {"Lagos"}


def _moved(heard: Heard, p: float) -> Heard:
    """Return the reader's word changed: every word is as likely that of the people moved."""
    words = tuple((start, end, p) for start, end, _ in heard.words["quantity"])
    return replace(heard, words={**heard.words, "quantity": words})


def test_a_count_that_no_construction_reads_is_taken_where_the_reader_is_sure():
    draft, heard, context = _read(
        "The water rose. The mayor ordered residents to evacuate at once: 340 in two streets."
    )
    silent = replace(draft, quantity=None)
    made = _heeded(silent, _moved(heard, 0.9), context)
    assert made.quantity is not None
    assert (made.quantity.min, made.fields["quantity"].quote) == (340, "340")
    assert _heeded(silent, _moved(heard, 0.1), context).quantity is None


def test_a_count_of_things_is_not_taken_though_the_reader_is_sure():
    draft, heard, context = _read("The water rose. The mayor ordered residents of 41 houses to evacuate at once.")
    assert _heeded(draft, _moved(heard, 0.9), context).quantity is None
