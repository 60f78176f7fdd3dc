"""Who acts, whom, where people leave and why, where the constructions and the reader do not agree."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from schemas.reports import Actor, Affected, Place
from schemas.vocabulary import ActorKind, CauseCategory, Group
from tests.extract.articles import constructions, extractor, story
from workers.extract.assemble import Draft, piece
from workers.extract.choosing import chosen
from workers.extract.choosing import offered as offers
from workers.extract.context import Context
from workers.extract.offers import AUTHORITIES
from workers.extract.reader.heard import Heard
from workers.extract.reasons import weigh

WAR = "France and Japan watch the war in Mali. Planes are ready. {} ordered residents to evacuate Gao at once."


def _read(text: str) -> tuple[Draft, Heard, Context]:
    """Return the order that the constructions read, what the reader hears in its sentence, and the article."""
    one = story(text)
    (draft,) = [each for each in constructions().extract([one])[0] if "ordered" in each.sentence.text]
    context = extractor().context(one)
    return draft, extractor().heard(context)[draft.sentence.index], context


def _acting(heard: Heard, who: str, kind: ActorKind | None = ActorKind.GOVERNMENT) -> Heard:
    """Return the reader's word changed: one name acts, and no other; no word of the sentence is an actor's."""
    actors = tuple((name, float(name.name == who)) for name, _ in heard.actors)
    words = {**heard.words, "actor": tuple((start, end, 0.0) for start, end, _ in heard.words["actor"])}
    return replace(heard, actors=actors, words=words, kinds={each: float(each is kind) for each in heard.kinds})


def _chosen(draft: Draft, heard: Heard, context: Context, beside: Sequence[Draft] = ()) -> Draft:
    return chosen([replace(draft, heard=heard), *beside], context)[0]


@pytest.mark.parametrize("subject", ["Ministers", "Japan"])
def test_who_surely_acts_by_another_sentence_acts_where_nobody_or_an_unlikely_state_does(subject: str):
    draft, heard, context = _read(WAR.format(subject))
    started = replace(draft, actor=None, actor_told=False) if subject == "Ministers" else draft
    made = _chosen(started, _acting(heard, "France"), context)
    assert made.actor is not None
    assert (made.actor.country, made.actor.kind, made.fields["actor"].quote) == ("FR", ActorKind.GOVERNMENT, "France")


def test_who_the_sentence_tells_and_the_reader_hears_stays():
    draft, heard, context = _read(WAR.format("Japan"))
    assert _chosen(draft, _acting(heard, "Japan"), context).actor == draft.actor


def test_a_name_that_nobody_knows_and_the_reader_does_not_hear_act_is_no_actor():
    draft, heard, context = _read("The fire came close. Ironside ordered residents to evacuate at once.")
    told = Actor(name="Ironside", country=None, kind=ActorKind.ORGANIZATION)
    known = replace(draft, actor=told, fields=draft.fields | {"actor": piece(context, draft.sentence, (0, 8))})
    assert _chosen(known, _acting(heard, "nobody", None), context).actor is None
    loud = _acting(heard, "nobody", ActorKind.ORGANIZATION)
    loud = replace(loud, words={**loud.words, "actor": ((0, 8, 0.9),)})
    assert _chosen(known, loud, context).actor == told


def test_the_body_whose_words_the_reader_hears_act_is_offered_with_them():
    draft, heard, context = _read("Police watched. Residents of Gao were ordered to evacuate by Kivu Relief at once.")
    at = draft.sentence.text.index("Kivu Relief")
    words = {**heard.words, "actor": ((at, at + 4, 0.9), (at + 5, at + 11, 0.4), (at + 12, at + 14, 0.0))}
    quiet = replace(_acting(heard, "nobody", ActorKind.ORGANIZATION), words=words)
    offered = offers("actor", replace(draft, actor=None, heard=quiet), [], context)
    (body,) = [each.draft for each in offered if each.draft.actor and each.draft.actor.name == "Kivu Relief"]
    assert body.fields["actor"].quote == "Kivu Relief"


def test_no_body_is_named_by_a_part_of_a_places_name():
    """Regression: "Harcourt has evacuated workers from Lagos to Port Harcourt"."""
    draft, heard, context = _read("The company ordered its workers to evacuate Okporoma to Port Harcourt.")
    at = draft.sentence.text.index("Harcourt")
    loud = _acting(heard, "nobody", ActorKind.COMPANY)
    loud = replace(loud, words={**loud.words, "actor": ((at, at + 8, 0.9),)})
    offered = [each.draft.actor for each in offers("actor", replace(draft, actor=None, heard=loud), [], context)]
    assert "Harcourt" not in {actor.name for actor in offered if actor is not None}


def test_a_town_that_people_are_taken_to_does_not_act():
    """Regression: "Port Harcourt has evacuated workers from Lagos to Port Harcourt"."""
    draft, heard, context = _read("The company ordered its workers to evacuate Okporoma to Port Harcourt.")
    town = Actor(name="Port Harcourt", country="NG", kind=ActorKind.LOCAL_AUTHORITY)
    taken = replace(draft, actor=town, fields=draft.fields | {"actor": draft.fields["destinations"]})
    for heeded in (replace(taken, heard=_acting(heard, "Port Harcourt", ActorKind.LOCAL_AUTHORITY)), taken):
        (told,) = chosen([heeded], context)
        assert told.actor != town
        assert told.fields.get("actor") != draft.fields["destinations"]


def test_a_state_that_brings_its_people_home_may_act():
    draft, heard, context = _read(
        "War spread in Sudan. Egypt watched. Nationals were ordered to evacuate Khartoum at once."
    )
    home = Place(place="Egypt", country="EG")
    sure = replace(draft, actor=None, destinations=[home], heard=_acting(heard, "Egypt"))
    offered = [each.draft.actor for each in offers("actor", sure, [], context)]
    assert "EG" in {actor.country for actor in offered if actor is not None}


def test_the_local_authority_of_the_nearest_sentence_is_offered_before_one_without_a_name():
    draft, heard, context = _read("Lisbon was calm. Residents of Coimbra were ordered to evacuate at once.")
    local = _acting(heard, "Coimbra", ActorKind.LOCAL_AUTHORITY)
    council = Actor(name="Coimbra Council", country="PT", kind=ActorKind.LOCAL_AUTHORITY)
    nobody = replace(draft, actor=None, heard=local)
    names = [
        each.draft.actor.name if each.draft.actor else None
        for each in offers("actor", nobody, [replace(draft, actor=council)], context)
    ]
    assert names == [None, "Coimbra Council"]
    alone = [each.draft.actor for each in offers("actor", nobody, [], context)]
    assert alone == [None, Actor(name=AUTHORITIES, country="PT", kind=ActorKind.LOCAL_AUTHORITY)]


def test_the_country_that_the_reader_surely_hears_left_is_the_origin():
    draft, heard, context = _read("Gao is in Mali and Tunis is far. Japan ordered citizens to leave. Planes came.")
    sure = replace(
        _acting(heard, "Japan"),
        countries={code: float(code == "TN") for code in heard.countries},
        places=tuple((name, float(name.name == "Tunis")) for name, _ in heard.places),
    )
    made = _chosen(draft, sure, context)
    assert [place.country for place in made.origins] == ["TN"]
    assert made.fields["origins"].quote == "Tunis"


def test_the_group_that_the_sentence_names_and_the_reader_hears_is_the_one():
    """An ambassador who stays was once told as citizens who do."""
    draft, heard, context = _read("Gao is shelled. Australia ordered its diplomats to leave. Planes came.")
    wrong = replace(draft, affected=[Affected(group=Group.CITIZENS, text="leave")])
    sure = replace(
        heard, groups={each: {Group.DIPLOMATIC_STAFF: 0.6, Group.CITIZENS: 0.3}.get(each, 0.0) for each in Group}
    )
    (told,) = _chosen(wrong, sure, context).affected
    assert (told.group, told.text) == (Group.DIPLOMATIC_STAFF, "diplomats")


def test_the_families_of_diplomats_are_not_the_diplomats_whatever_the_reader_hears():
    draft, heard, context = _read("Gao is shelled. Australia ordered its diplomats' families to leave. Planes came.")
    sure = replace(heard, groups={each: float(each is Group.DIPLOMATIC_STAFF) for each in Group})
    assert [each.group for each in _chosen(draft, sure, context).affected] == [Group.DEPENDANTS]


def test_groups_that_the_sentence_tells_and_the_reader_hears_stay_together():
    draft, heard, context = _read(
        "Gao is shelled. Australia ordered its diplomats and their families to leave. Planes came."
    )
    sure = replace(heard, groups={each: float(each in (Group.DIPLOMATIC_STAFF, Group.DEPENDANTS)) for each in Group})
    assert _chosen(draft, sure, context).affected == draft.affected
    assert len(draft.affected) == 2


def test_a_draft_of_whose_sentence_the_reader_says_nothing_stays_as_it_is():
    draft, _, context = _read(WAR.format("Japan"))
    assert chosen([draft], context) == [draft]


def _reason(text: str, sure: CauseCategory, p: float = 0.97, other: float = 0.01) -> Draft:
    """Return the order of an article as it is chosen where the reader hears one cause, and the others less."""
    draft, heard, context = _read(text)
    told = replace(heard, causes={each: p if each is sure else other for each in CauseCategory})
    return _chosen(replace(draft, reasons=weigh(context, {draft.sentence.index: told})), told, context)


def test_a_cause_that_no_word_tells_is_the_one_the_reader_hears():
    text = "Shops were open on Monday. The mayor ordered residents to evacuate at once. Two vans took the older ones."
    made = _reason(text, CauseCategory.WILDFIRE)
    assert (made.cause.category, made.cause.text) == (CauseCategory.WILDFIRE, None)
    assert _reason(text, CauseCategory.UNKNOWN).cause.category is CauseCategory.UNKNOWN


def test_a_cause_that_the_article_tells_stays_where_the_reader_hears_another():
    made = _reason(
        "A river flooded the town of Coimbra. The flood came at night. The mayor ordered residents to evacuate at once because of the flood.",
        CauseCategory.WILDFIRE,
        p=0.6,
        other=0.1,
    )
    assert (made.cause.category, made.fields["cause"].quote) == (CauseCategory.FLOOD, "flood")


def test_a_single_faint_sign_is_the_cause_where_the_reader_hears_it_too():
    text = (
        "Cellars were full since Monday. The mayor ordered residents to evacuate at once. Two vans took the older ones."
    )
    assert _reason(text, CauseCategory.ARMED_CONFLICT).cause.category is CauseCategory.ARMED_CONFLICT
    assert _reason(text, CauseCategory.UNKNOWN).cause.category is CauseCategory.UNKNOWN


def test_unnamed_authorities_are_of_the_articles_country_where_the_passage_names_none():
    draft, heard, context = _read(WAR.format("Ministers"))
    local = {each: float(each is ActorKind.LOCAL_AUTHORITY) for each in heard.kinds}
    quiet = replace(draft, actor=None, heard=replace(heard, actors=(), kinds=local))
    offered = [each.draft.actor for each in offers("actor", quiet, [], context)]
    assert Actor(name=AUTHORITIES, country="ML", kind=ActorKind.LOCAL_AUTHORITY) in offered


@pytest.mark.parametrize(("words", "acts"), [("Cyclone Orla", False), ("Doctor Orla", True)])
def test_a_storm_acts_in_nothing(words: str, acts: bool):
    """Regression: "Odessa", a cyclone, ordered people to leave."""
    draft, heard, context = _read(
        f"War came to Mali. It is late. Officials ordered residents to evacuate as {words} came."
    )
    told = replace(heard, kinds={each: float(each is ActorKind.ORGANIZATION) for each in heard.kinds})
    at = draft.sentence.text.index("Orla")
    spelling = tuple((a, b, 0.9 if at <= a < at + 4 else 0.0) for a, b, _ in heard.words["actor"])
    offered = offers(
        "actor", replace(draft, heard=replace(told, words={**heard.words, "actor": spelling})), [], context
    )
    assert ("Orla" in [each.draft.actor.name for each in offered if each.draft.actor]) is acts


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Embassy staff in Kuwait, Syria and Israel have permission to leave, the State Department said on Friday, citing the threat of Iranian strikes.", ["KW", "SY", "IL"]),
        ("NYU told students at its Prague and Paris sites to leave by Wednesday because of the coronavirus.", ["CZ", "FR"]),
    ],
)  # fmt: skip
def test_one_order_for_several_countries_keeps_each_of_them(text: str, countries: list[str]):
    """Each of the drafts once chose the likeliest country anew, and all became one."""
    found = extractor().extract([story(text)])[0]
    assert [draft.origins[0].country for draft in found] == countries
