"""What the reader adds where a sentence itself is silent."""

from dataclasses import replace

import pytest

from schemas.reports import Actor
from schemas.vocabulary import ActorKind, CauseCategory
from tests.extract.articles import constructions, extractor, story
from workers.extract.assemble import Draft, piece
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


def _acting(heard: Heard, who: str) -> Heard:
    """Return the reader's word changed: one name acts, and no other; no word of the sentence is an actor's."""
    actors = tuple((name, float(name.name == who)) for name, _ in heard.actors)
    words = {**heard.words, "actor": tuple((start, end, 0.0) for start, end, _ in heard.words["actor"])}
    kinds = {each: float(each is ActorKind.GOVERNMENT) for each in heard.kinds}
    return replace(heard, actors=actors, words=words, kinds=kinds)


WAR = "France and Japan watch the war in Mali. Planes are ready. {} ordered residents to evacuate Gao at once."


@pytest.mark.parametrize("subject", ["Ministers", "Japan"])
def test_who_firmly_acts_by_another_sentence_acts_where_nobody_or_an_unlikely_state_does(subject: str):
    draft, heard, context = _read(WAR.format(subject))
    made = _heeded(replace(draft, actor=None) if subject == "Ministers" else draft, _acting(heard, "France"), context)
    assert made.actor is not None
    assert (made.actor.country, made.actor.kind, made.fields["actor"].quote) == ("FR", ActorKind.GOVERNMENT, "France")


def test_a_name_that_nobody_knows_and_the_reader_does_not_hear_act_is_no_actor():
    draft, heard, context = _read("The fire came close. Ironside ordered residents to evacuate at once.")
    told = Actor(name="Ironside", country=None, kind=ActorKind.ORGANIZATION)
    known = replace(draft, actor=told, fields=draft.fields | {"actor": piece(context, draft.sentence, (0, 8))})
    unheard = _acting(heard, "nobody")
    assert _heeded(known, unheard, context).actor is None
    loud = replace(unheard, words={**unheard.words, "actor": ((0, 8, 0.9),)})
    assert _heeded(known, loud, context).actor == told
