"""Where exactly people leave, where they go and how many they are: what is offered, and what is taken."""

from dataclasses import replace

import pytest

from schemas.reports import Place, Quantity
from schemas.vocabulary import Action, Qualifier, Status
from tests.extract.articles import constructions, extractor, story
from workers.extract.amounts import amounts
from workers.extract.assemble import Draft
from workers.extract.choosing import chosen
from workers.extract.context import Context
from workers.extract.goals import goals
from workers.extract.reader.heard import Heard
from workers.extract.spots import spots
from workers.extract.told import from_mention


def _read(text: str) -> tuple[Draft, Heard, Context]:
    """Return the order that the constructions read, what the reader hears in its sentence, and the article."""
    one = story(text)
    (draft,) = [each for each in constructions().extract([one])[0] if "ordered" in each.sentence.text]
    context = extractor().context(one)
    return draft, extractor().heard(context)[draft.sentence.index], context


def _sure_of(heard: Heard, place: str) -> Heard:
    """Return the reader's word changed: one name is surely the place that is left, in its country, and no other."""
    countries = {name.country for name, _ in heard.places if name.name == place}
    return replace(
        heard,
        places=tuple((name, 0.97 if name.name == place else 0.01) for name, _ in heard.places),
        countries={code: 0.97 if code in countries else 0.01 for code in heard.countries},
    )


def _spelling(heard: Heard, tag: str, draft: Draft, words: str, p: float = 0.97) -> Heard:
    """Return the reader's word changed: of a sentence's words some are part of what a tag names, and no other."""
    start = draft.sentence.text.index(words)
    end = start + len(words)
    pieces = tuple((a, b, p if a < end and start < b else 0.01) for a, b, _ in heard.words[tag])
    return replace(heard, words={**heard.words, tag: pieces})


def _chosen(draft: Draft, heard: Heard, context: Context) -> Draft:
    return chosen([replace(draft, heard=heard)], context)[0]


def _places(draft: Draft) -> list[str]:
    return [place.place for place in draft.origins]


def test_the_town_of_the_country_left_that_the_reader_hears_is_the_place():
    draft, heard, context = _read(
        "Lisbon was calm. In Coimbra the river rose. It was ten at night. The mayor ordered residents to evacuate at once."
    )
    for town in ("Lisbon", "Coimbra"):
        made = _chosen(draft, _sure_of(heard, town), context)
        assert _places(made) == [town]
        assert made.fields["origins"].quote == town


def test_a_states_people_abroad_leave_the_country_where_the_reader_does_not_hear_its_capital_left():
    """Regression: citizens told to leave "Damascus", where the article named Syria's capital alone."""
    draft, heard, context = _read("Envoys met in Damascus. Japan ordered its citizens to leave at once. Planes came.")
    capital = draft.origins[0].model_copy(update={"place": "Damascus", "country": "SY", "geonames_id": 170654})
    city = replace(draft, origins=[capital], origin_told=False)
    quiet = replace(
        heard,
        places=tuple((name, 0.1) for name, _ in heard.places),
        countries={code: 0.9 if code == "SY" else 0.01 for code in heard.countries},
    )
    assert _places(_chosen(city, quiet, context)) == ["Syria"]


def test_an_unknown_place_that_the_reader_hears_spelt_is_offered_by_its_name_without_coordinates():
    draft, heard, context = _read("Fighting neared Goma. MSF ordered its staff to evacuate after shells hit Mwesolo.")
    quiet = replace(draft, origin_told=False)
    offered = spots(quiet, [], _spelling(heard, "origins", draft, "Mwesolo"), context)
    (unknown,) = [each.draft.origins[0] for each in offered if _places(each.draft) == ["Mwesolo"]]
    assert (unknown.country, unknown.lat, unknown.geonames_id) == ("CD", None, None)


def test_an_unknown_place_is_offered_where_a_draft_tells_none():
    """Regression: everybody "in Quail Canyon" left nowhere, as no construction read where."""
    draft, heard, context = _read(
        "Fire neared Fresno. The mayor ordered everybody at Quail Mesolo to evacuate. It is late."
    )
    nowhere = replace(draft, origins=[], origin_told=False)
    offered = spots(nowhere, [], _spelling(heard, "origins", draft, "Quail Mesolo"), context)
    assert [_places(each.draft) for each in offered] == [[], ["Quail Mesolo"]]


def test_a_hamlet_that_its_sentence_tells_is_not_dropped_for_its_country():
    """Regression: workers left "Abaraga", and the reader heard no country surely."""
    draft, heard, context = _read(
        "Fighting neared Goma. MSF ordered its staff to evacuate Mwesolo after shells hit it. It is late."
    )
    quiet = replace(heard, countries=dict.fromkeys(heard.countries, 0.05))
    hamlet = replace(draft, origins=[Place(place="Mwesolo", country="CD")], origin_told=True)
    assert _places(_chosen(hamlet, quiet, context)) == ["Mwesolo"]


def test_several_towns_that_one_order_covers_stay_together():
    draft, heard, context = _read("The mayor ordered residents of Coimbra, Aveiro and Leiria to evacuate at once.")
    assert len(_places(draft)) > 1
    assert _places(_chosen(draft, _sure_of(heard, "Aveiro"), context)) == _places(draft)


def test_a_place_that_people_are_taken_to_is_not_offered_as_the_one_they_leave():
    draft, heard, context = _read("Floods hit Coimbra. The mayor ordered residents to evacuate to Lisbon at once.")
    assert _places(draft) != ["Lisbon"]
    offered = spots(draft, [], _sure_of(heard, "Lisbon"), context)
    assert ["Lisbon"] not in [_places(each.draft) for each in offered if not each.own]


def test_a_place_that_the_sentence_sets_against_its_words_is_not_offered():
    """Regression: British troops were to leave "from Kyiv", where the ambassador stays."""
    text = "Russia may invade Ukraine. Troops training Ukrainian forces were ordered to leave at the end of this week, although the ambassador said she would stay in Kyiv."
    draft, heard, context = _read(text)
    assert _places(_chosen(draft, _sure_of(heard, "Kyiv"), context)) == ["Ukraine"]


def test_a_place_that_the_sentence_tells_stays_where_the_reader_is_not_sure_of_another():
    draft, heard, context = _read("Lisbon was calm. The mayor ordered residents to evacuate Coimbra at once.")
    unsure = replace(heard, places=tuple((name, 0.5 if name.name == "Lisbon" else 0.3) for name, _ in heard.places))
    assert _places(_chosen(draft, unsure, context)) == ["Coimbra"]


def _left_in_helicopters(text: str) -> set[tuple[str, str]]:
    """Return the places that people leave and the words that tell them, as what is chosen for the sentence with helicopters has it."""
    ((context, drafts),) = extractor().drafted([story(text)])
    found = chosen(drafts, context)
    taken = [each for each in found if "helicopters" in each.sentence.text]
    return {(place.place, each.fields["origins"].quote) for each in taken for place in each.origins}


def test_a_place_that_a_sentence_before_tells_of_the_same_people_is_left_rather_than_the_datelines():
    """Regression: "Workers evacuated from Lagos to Port Harcourt", where Lagos was only where the report was written."""
    text = (
        "LAGOS — Norvane has flown 160 foreign workers out of the Nigerian oil town of Okporoma after gunmen attacked it, it said on Friday.\n\n"
        "The workers were taken to Port Harcourt in four helicopters on Thursday night."
    )
    assert _left_in_helicopters(text) == {("Okporoma", "Okporoma")}


def test_the_place_whose_words_the_reader_hears_as_the_goal_is_where_they_go():
    draft, heard, context = _read(
        "Shells hit Khartoum. France ordered its citizens to evacuate on a ferry that calls at Jeddah. Planes came."
    )
    silent = replace(draft, destinations=[], status=Status.UNDER_WAY)
    made = _chosen(silent, _spelling(heard, "destinations", draft, "Jeddah"), context)
    assert [(place.place, place.country) for place in made.destinations] == [("Jeddah", "SA")]
    assert made.fields["destinations"].quote == "Jeddah"


def test_where_another_thing_of_the_sentence_moves_to_is_not_where_people_go():
    """Regression: 190 Japanese were told to go to Tbilisi, where their embassy moved."""
    draft, heard, context = _read(
        "Shells hit Yerevan. Japan ordered its citizens to evacuate Armenia and its embassy goes to Tbilisi. Planes came."
    )
    draft = replace(draft, destinations=[])
    tbilisi = context.located[draft.sentence.index][-1]
    moved = replace(draft, action=Action.RELOCATION, destinations=[from_mention(tbilisi).place])
    sure = _spelling(heard, "destinations", draft, "Tbilisi")
    alone, beside = goals(draft, [draft], sure, context), goals(draft, [draft, moved], sure, context)
    assert [place.place for each in alone for place in each.draft.destinations] == ["Tbilisi"]
    assert [place.place for each in beside for place in each.draft.destinations] == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Shells hit Suakin in Sudan. India ordered its citizens to leave on a plane to Hindonpur. Ships came.", None),
        ("Shells hit Suakin in Sudan. The mayor ordered residents to evacuate to Hindonpur. Ships came.", "SD"),
    ],
)
def test_an_unknown_place_that_another_state_takes_people_to_may_lie_anywhere(text: str, country: str | None):
    """Regression: Indians were flown to "Hindon, Sudan"."""
    draft, heard, context = _read(text)
    silent = replace(draft, destinations=[])
    offered = goals(silent, [silent], _spelling(heard, "destinations", draft, "Hindonpur"), context)
    (unknown,) = [place for each in offered for place in each.draft.destinations]
    assert (unknown.place, unknown.country) == ("Hindonpur", country)


def test_where_no_country_is_named_the_places_that_a_sentence_tells_stay():
    """Regression: "at Cowley Point and Etty Bay" was left nowhere, as no country was heard."""
    text = "The mayor ordered people at Cowley Pointe and Etty Baye to evacuate at once. It will rain. It is late."
    draft, heard, context = _read(text)
    named = replace(draft, origins=[Place(place="Cowley Pointe", country=None), Place(place="Etty Baye", country=None)])
    assert heard.countries == {}
    assert _places(_chosen(named, heard, context)) == ["Cowley Pointe", "Etty Baye"]


def test_where_the_reader_hears_no_goal_none_is_made():
    draft, heard, context = _read("Shells hit Khartoum. France ordered its citizens to evacuate Sudan, as Jeddah did.")
    quiet = _spelling(heard, "destinations", draft, "Sudan", 0.01)
    assert _chosen(replace(draft, destinations=[]), quiet, context).destinations == []


def test_a_post_that_shuts_goes_nowhere_and_moves_nobody():
    draft, heard, context = _read("Shells hit Khartoum. France ordered 20 citizens to leave Sudan for Jeddah at once.")
    shut = replace(draft, action=Action.CLOSURE)
    assert [each.draft for each in goals(shut, [shut], heard, context)] == [shut]
    assert [each.draft for each in amounts(shut, [], heard, context)] == [shut]


def test_the_count_that_the_reader_hears_is_how_many_are_moved():
    draft, heard, context = _read(
        "Shells hit Khartoum. France, with 40 guards at hand, ordered 1,500 citizens to leave. Planes came."
    )
    for count in ("40", "1,500"):
        offered = amounts(replace(draft, quantity=None), [], _spelling(heard, "quantity", draft, count), context)
        assert {each.draft.fields["quantity"].quote for each in offered if each.draft.quantity} == {count}
    made = _chosen(draft, _spelling(heard, "quantity", draft, "1,500"), context)
    assert made.quantity == Quantity(min=1500, max=1500, qualifier=Qualifier.EXACT)


def test_a_count_of_things_is_not_offered_though_the_reader_is_sure():
    draft, heard, context = _read("The water rose. The mayor ordered residents of 41 houses to evacuate at once.")
    offered = amounts(replace(draft, quantity=None), [], _spelling(heard, "quantity", draft, "41"), context)
    assert [each.draft.quantity for each in offered] == [None]


def test_a_count_of_those_who_live_there_is_none_of_people_ordered_where_the_reader_does_not_hear_it():
    """Regression: "Beijing told its 6,000 in Ukraine" was read as 6,000 moved."""
    draft, heard, context = _read(
        "Shells hit Kyiv. Nobody came. China, with 6,000 in the country, ordered no citizens to leave. Planes came."
    )
    told = Quantity(min=6000, max=6000, qualifier=Qualifier.EXACT)
    at = draft.sentence.start + draft.sentence.text.index("6,000")
    words = draft.fields["action"].model_copy(update={"quote": "6,000", "start": at, "end": at + 5})
    counted = replace(draft, status=Status.RULED_OUT, quantity=told, fields=draft.fields | {"quantity": words})
    assert _chosen(counted, _spelling(heard, "quantity", draft, "6,000", 0.02), context).quantity is None
