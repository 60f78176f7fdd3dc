"""The wire item: valid ninjs, plain English, and nothing that its event does not say."""

import re
from datetime import datetime, timedelta
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.reports import Cancel, Withdrawal
from tests.fuse.test_properties import streams
from tests.fuse.told import KYIV, PARADISE, UKRAINE, US, Desk, at, embassy, people, report
from tests.wire.standards import ninjs
from workers.gazetteer import gazetteer
from workers.topics import Topic
from workers.wire.body import CAUSES
from workers.wire.clauses import FORMS
from workers.wire.phrases import PEOPLE, quotation

SHERIFF = {"name": "Butte County Sheriff's Office", "country": "US", "kind": "local_authority"}
LVIV = {"place": "Lviv", "country": "UA", "geonames_id": 702550, "lat": 49.8383, "lon": 24.0232}
CITIZENS = {"group": "citizens", "text": "citizens"}
USA = {"place": "United States", "country": "US"}
FURNITURE = """One evacwire UTC CANCELLED CORRECTION Do Single No The This It Reports Last As Residents People Evacuation Number Status Places
Destinations Responsible Return Date Cause An A There Is US UK January February March April May June July August September October November
December"""
"""The words that an item has of its own."""


def text_of(desk: Desk) -> str:
    return desk.items[-1].bodies[0].value


def headline_of(**fields: Any) -> str:
    return Desk().take(report("a", **fields)).items[0].headlines[0].value


@pytest.mark.parametrize(
    ("fields", "headline"),
    [
        ({}, "Residents ordered to leave Paradise"),
        ({"actor": SHERIFF}, "Butte County Sheriff's Office orders residents to leave Paradise"),
        ({"status": "completed", "quantity": people(4000, qualifier="about")}, "About 4,000 residents evacuated from Paradise"),
        ({"status": "under_way", "destinations": [LVIV]}, "Residents being evacuated from Paradise to Lviv"),
        ({"status": "halted"}, "Evacuation of residents from Paradise halted"),
        ({"status": "ruled_out", "actor": US}, "US rules out evacuating residents from Paradise"),
        ({"action": "closure", "status": "completed", "actor": US, "affected": []}, "US has closed its post in Paradise"),
        ({"action": "closure", "status": "ruled_out", "actor": US, "affected": []}, "US keeps open its post in Paradise"),
        ({"action": "relocation", "status": "under_way", "actor": US, "affected": [], "destinations": [LVIV]}, "US moves its post from Paradise to Lviv"),
        ({"action": "return", "status": "completed"}, "Evacuation of Paradise ends"),
        ({"action": "return", "status": "authorized", "actor": SHERIFF}, "Butte County Sheriff's Office lets residents return to Paradise"),
        ({"status": "completed", "actor": {"name": "Authorities", "country": "US", "kind": "local_authority"}}, "Authorities have evacuated residents from Paradise"),
        ({"status": "completed", "actor": US, "origins": [USA]}, "US has evacuated residents"),
        ({"status": "completed", "actor": US, "origins": [USA], "affected": [CITIZENS]}, "US has evacuated its citizens from US"),
        ({"status": "ordered", "actor": US, "origins": [USA]}, "US orders residents to leave US"),
        ({"status": "completed", "actor": {"name": "Paradise", "country": "US", "kind": "local_authority"}}, "Paradise has evacuated residents"),
        ({"origins": [PARADISE, KYIV, LVIV], "country": "US"}, "Residents ordered to leave Paradise and other places"),
        ({"quantity": {"min": 700, "max": 800, "qualifier": "range"}, "affected": []}, "700 to 800 people ordered to leave Paradise"),
        ({"quantity": {"min": None, "max": 130, "qualifier": "nearly"}, "affected": []}, "Nearly 130 people ordered to leave Paradise"),
        ({"quantity": {"min": 500, "max": None, "qualifier": "more_than"}, "affected": []}, "More than 500 people ordered to leave Paradise"),
    ],
)  # fmt: skip
def test_a_headline_says_who_does_what_to_whom_where(fields, headline):
    assert headline_of(**fields) == headline


def test_the_body_attributes_its_claims():
    desk = Desk().take(embassy("a", attribution="State Department spokesman Ned Price", quantity=people(310)))
    lead = text_of(desk).split("\n\n")[0]
    assert lead == (
        "KYIV, Ukraine, 8 June 2026 (evacwire) — The United States ordered 310 diplomatic staff to leave Kyiv, Ukraine, "
        "State Department spokesman Ned Price said, according to Reuters."
    )


def test_one_person_is_told_in_the_singular():
    desk = Desk().take(report("a", status="completed", quantity=people(1)))
    assert "One resident was evacuated from Paradise, United States" in text_of(desk)


def test_a_return_that_is_only_planned_does_not_end_the_evacuation_in_the_headline():
    desk = Desk().take(report("a"), report("b", action="return", status="planned", hours=2))
    assert desk.items[-1].headlines[0].value == "Residents ordered to leave Paradise"


def test_a_correction_of_words_says_which():
    first = report("a", affected=[{"group": "residents", "text": "everyone within a mile"}])
    mended = {
        "affected": [{"group": "residents", "text": "everyone within two miles"}],
        "correction": True,
        "story_id": "s-a",
        "of": "a",
    }
    desk = Desk().take(first, report("b", hours=2, verdict="update", **mended))
    assert "Affected: “everyone within a mile” before, now “everyone within two miles”." in desk.items[-1].ed_note


def test_an_event_with_neither_place_nor_actor_is_no_item():
    assert Desk().take(report("a", origins=[], country="ZZ")).items == []


def test_an_article_that_a_rewriting_doubled_stands_once():
    assert ", the Ministry of Foreign Affairs said," in text_of(
        Desk().take(embassy("a", attribution="the The Ministry of Foreign Affairs"))
    )


def test_a_pronoun_is_no_attribution():
    assert "it said" not in text_of(Desk().take(embassy("a", attribution="it")))


def test_times_are_told_in_utc_and_at_the_place():
    assert "Last reported at 12:00 UTC (15:00 local time) on 8 June 2026." in text_of(Desk().take(embassy("a")))


def test_a_quotation_has_at_most_forty_words_and_ends_honestly():
    long = quotation("word " * 60)
    assert len(long.split()) == 41
    assert long.endswith(" …")
    assert quotation("a short one.") == "a short one."


def test_quotation_marks_within_a_quotation_are_single():
    assert quotation('“We will leave,” he said of "home".') == "‘We will leave,’ he said of 'home'."


def test_an_article_before_who_said_so_is_small_inside_the_sentence():
    assert ", the embassy said," in text_of(Desk().take(embassy("a", attribution="The embassy")))


def test_a_copy_is_never_quoted():
    mangled = {"in": "text", "quote": "Envoys had been commanded to exit.", "start": 0, "end": 34, "fields": {}}
    copy = embassy("b", verdict="duplicate", story_id="s-a", of="a", hours=5, evidence=mangled)
    later = embassy("c", hours=6, status="under_way", story_id="s-a", of="a", verdict="update")
    assert "commanded" not in text_of(Desk().take(embassy("a"), copy, later))


def test_places_have_geonames_ids_and_points_longitude_first():
    (place,) = Desk().take(embassy("a")).items[0].places
    assert place.uri == "https://sws.geonames.org/703448/"
    assert place.geo_json.coordinates == [30.5238, 50.4547]


def test_a_place_the_gazetteer_does_not_know_has_no_invented_point():
    canyon = {"place": "Lobo Canyon", "country": "US"}
    item = Desk().take(report("a", origins=[canyon])).written(Topic.ITEMS)[0]
    assert orjson.loads(item.value)["places"] == [{"name": "Lobo Canyon", "rel": "origin", "literal": "US"}]


def test_a_link_that_is_no_web_address_is_left_out():
    desk = Desk().take(embassy("a", url="javascript:alert(1)"), embassy("b", url="https://example.org/ü x"))
    assert [s.uri for s in desk.items[-1].info_sources] == [None]


def test_the_cause_is_a_subject():
    names = [s.name for s in Desk().take(report("a")).items[0].subjects]
    assert names == ["disaster, accident and emergency incident", "wildfire", "emergency response"]


@pytest.mark.parametrize(
    ("fields", "urgency"),
    [
        ({"status": "advised"}, 5),
        ({"status": "ordered"}, 4),
        ({"status": "ordered", "quantity": people(5000)}, 3),
        ({"status": "ordered", "quantity": people(5000), "cause": {"category": "dam_failure", "text": None}}, 2),
        ({"status": "ruled_out"}, 6),
        ({"action": "return", "status": "completed"}, 7),
        ({"action": "closure", "status": "completed"}, 6),
    ],
)
def test_urgency_follows_its_rule(fields, urgency):
    assert Desk().take(report("a", **fields)).items[0].urgency == urgency


def test_a_cancelled_item_is_canceled_urgent_and_not_to_be_used():
    desk = Desk().take(embassy("a"), Withdrawal(article_id="a", keep_content_id=None, published_at=at(2)))
    item = desk.items[-1]
    assert (item.pub_status, item.urgency) == ("canceled", 2)
    assert item.headlines[0].value == "CANCELLED: US orders its diplomatic staff to leave Kyiv"
    assert item.ed_note == "CANCELLED: Reuters withdrew its report. Do not use."


def test_every_action_and_status_has_its_words():
    assert all(len(forms) == 9 for forms in FORMS.values())


@settings(max_examples=60, deadline=None)
@given(streams, st.booleans())
def test_every_item_is_valid_ninjs(stream, cancel):
    desk = Desk().take(*stream)
    if cancel:
        desk.take(*(Cancel(event_id=e, reason="a <b>hoax</b>\n\x00", at=at(900)) for e in list(desk.events)))
    for output in desk.written(Topic.ITEMS):
        ninjs().validate(orjson.loads(output.value))


WORDS = st.sampled_from(["Zarnovia", "Quillback", "Ostrander", "Velmora", "Tirrenia", "Brookmere"])


@st.composite
def rich_reports(draw: Any) -> Any:
    low = draw(st.integers(1, 300_000))
    day = at(draw(st.integers(-200, 200))).date()
    name = f"{draw(WORDS)} {draw(WORDS)}"
    return report(
        draw(st.sampled_from("abc")), hours=draw(st.integers(0, 60)), source=draw(WORDS), attribution=draw(st.sampled_from([None, name])),
        action=draw(st.sampled_from(["evacuation", "relocation", "closure", "return"])),
        status=draw(st.sampled_from(["advised", "authorized", "planned", "ordered", "under_way", "completed", "halted", "ruled_out"])),
        actor=draw(st.sampled_from([None, US, SHERIFF, {"name": name, "country": None, "kind": "company"}])),
        affected=draw(st.sampled_from([[{"group": g, "text": g} for g in ("citizens", "diplomatic_staff")], [{"group": "patients", "text": "x"}], []])),
        origins=draw(st.sampled_from([[], [KYIV], [UKRAINE], [{"place": name, "country": "UA"}, LVIV]])), country="UA",
        destinations=draw(st.sampled_from([[], [LVIV], [UKRAINE], [{"place": name, "country": None}]])),
        quantity=draw(st.sampled_from([None, people(low), {"min": low, "max": low * 2, "qualifier": "range"}])),
        when=draw(st.sampled_from([None, {"start": day, "end": day, "precision": "day"}, {"start": day, "end": day + timedelta(days=3), "precision": "range"},
                                   {"start": None, "end": day, "precision": "day"}, {"start": day, "end": None, "precision": "month"}])),
        cause={"category": draw(st.sampled_from(["storm", "unknown", "nuclear"])), "text": draw(st.sampled_from([None, f"the {name} reactor"]))},
    )  # fmt: skip


def said_by(event: dict[str, Any], earlier: list[dict[str, Any]]) -> tuple[set[str], set[str]]:
    """The numbers and the words that an event, and its earlier versions where the item says what changed, hold."""
    flat = " ".join(orjson.dumps(e).decode() for e in [*earlier, event])
    numbers = set(re.findall(r"\d+", flat))
    for moment in re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", flat):
        local = datetime.fromisoformat(moment).astimezone(ZoneInfo("Europe/Kyiv"))
        numbers |= {f"{local:%H}", f"{local:%M}", f"{local.day}"}
    for day in re.findall(r"(\d{4})-(\d\d)-(\d\d)", flat):
        numbers |= {str(int(part)) for part in day}
    words = set(re.findall(r"[^\W\d_]+", flat.casefold()))
    for code in ("UA", "US"):
        country = gazetteer().country(code)
        words |= set(re.findall(r"[^\W\d_]+", " ".join([country.name, *country.adjectives]).casefold()))
    furniture = " ".join(
        [FURNITURE, *PEOPLE.values(), *CAUSES.values(), *chain(*chain(*(forms.values() for forms in FORMS.values())))]
    )
    return numbers, words | set(re.findall(r"[^\W\d_]+", furniture.casefold()))


@settings(max_examples=120, deadline=None)
@given(st.lists(rich_reports(), min_size=1, max_size=4))
def test_each_number_name_and_date_of_an_item_stands_in_its_event(told):
    desk = Desk().take(*told)
    history = [orjson.loads(o.value) for o in desk.written(Topic.HISTORY)]
    for output in desk.written(Topic.ITEMS):
        item = orjson.loads(output.value)
        ids = {a["role"]: a["value"] for a in item["altIds"]}
        versions = [e for e in history if e["event_id"] == ids["event"]]
        event = next(e for e in versions if str(e["version"]) == ids["eventVersion"])
        numbers, words = said_by(event, [e for e in versions if e["version"] < event["version"]])
        parts = [item["headlines"][0]["value"], item["bodies"][0]["value"], item.get("edNote", "")]
        text = "\n".join([*parts, *(d["value"] for d in item["descriptions"] if d["role"] == "changes")])
        for number in re.findall(r"\d[\d,]*", text):
            assert number.strip(",").replace(",", "") in numbers or number.strip(",").lstrip("0") in numbers, (
                number,
                text,
            )
        for name in re.findall(r"(?<![.:“] )(?<!\n)\b[A-Z][\w’']*", text):
            assert set(re.findall(r"[^\W\d_]+", name.casefold())) <= words, (name, text)
