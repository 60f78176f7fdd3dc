"""Which place a name means, by the evidence of its text."""

from importlib.resources import files

import pytest

from workers.gazetteer import gazetteer


def resolved(text: str, **prefer: float) -> dict[str, tuple[str, str] | None]:
    g = gazetteer()
    found = g.mentions(text)
    return {
        m.text: None if place is None else (place.country, place.feature)
        for m, place in zip(found, g.resolve(found, prefer), strict=True)
    }


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Residents of Lebanon, Pennsylvania were told to leave.", "Lebanon", ("US", "city")),
        ("London, Ontario, police cleared a block.", "London", ("CA", "city")),
        ("Valencia, Venezuela", "Valencia", ("VE", "city")),
        ("Georgia's governor told Savannah and Brunswick, and Macon", "Savannah", ("US", "city")),
        ("Georgia flew citizens home, officials in Tbilisi said.", "Georgia", ("GE", "country")),
        ("Paris told its nationals in Bamako to leave.", "Paris", ("FR", "capital")),
        ("The United States warned Americans in Iran. Berlin kept its ambassador there.", "Berlin", ("DE", "capital")),
        ("Berlin, New Hampshire, cleared a mill.", "Berlin", ("US", "city")),
        ("Fire crews in London, where Ontario and Canada meet the flood, cleared a block.", "London", ("CA", "city")),
        ("Niger closed the border with Nigeria.", "Niger", ("NE", "country")),
        ("Fighting near Goma, in eastern Congo", "Goma", ("CD", "city")),
        ("Police in Reading, England", "Reading", ("GB", "city")),
        ("Families in Derry, Omagh and Ballykelly, Northern Ireland", "Ballykelly", ("GB", "city")),
        ("DERNA, Libya", "DERNA", ("LY", "city")),
        ("Magalia and Concow in Butte County, California", "Concow", ("US", "city")),
        ("Angolans worked at a cannery in Walvis Bay that leaked.", "Walvis Bay", ("NA", "city")),
        ("The consulate in Goma is shut; call Kigali.", "Goma", ("CD", "city")),
        ("Koblenz: a British bomb is made safe", "Koblenz", ("DE", "city")),
        ("Pilgrims were led out of a Mecca hotel.", "Mecca", ("SA", "city")),
        ("Owners may go in again, Auckland Council says.", "Auckland", ("NZ", "city")),
        ("Plymouth council asked 219 households to go.", "Plymouth", ("GB", "city")),
    ],
)
def test_the_text_decides(text, name, place):
    assert resolved(text)[name] == place


@pytest.mark.parametrize(("text", "name"), [("In Georgia the river rose.", "Georgia"), ("Congo said so.", "Congo")])
def test_without_evidence_a_name_is_left_open(text, name):
    assert resolved(text)[name] is None


def test_the_caller_s_preference_decides_where_the_text_does_not():
    assert resolved("In Georgia the river rose.", US=1.0)["Georgia"] == ("US", "region")
    assert resolved("In Georgia the river rose.", GE=1.0)["Georgia"] == ("GE", "country")


def test_a_state_is_no_town_of_a_preferred_country_that_bears_its_name():
    text = (
        "The United States told Americans to leave. America's embassy closed. Spain, Italy and Poland told theirs too."
    )
    assert resolved(text, US=1.5)["Italy"] == ("IT", "country")
    assert resolved(text, US=1.5)["Poland"] == ("PL", "country")


def test_a_person_s_name_is_no_town():
    assert resolved("President Vladimir Ivanov spoke in Moscow.")["Vladimir"] is None


def test_a_namesake_in_another_state_is_not_taken():
    assert resolved("Mendenhall Valley in Juneau, Alaska").get("Mendenhall") is None


def test_where_several_towns_of_a_country_bear_the_name_none_is_invented():
    g = gazetteer()
    found = g.mentions("Springfield in the United States")
    place = g.resolve(found)[0]
    assert place is None or (place.country == "US" and place.lat is None)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("PARADISE, Calif. (AP) - Buses left at dawn.", "PARADISE", "US"),
        ("RICHMOND, Ind. - Nobody is going home.", "RICHMOND", "US"),
        ("A plant in Rockton, Ill., burned.", "Rockton", "US"),
        ("near London, Ont., on Friday", "London", "CA"),
        ("Trail, B.C., was cleared.", "Trail", "CA"),
        ("Families in Lismore NSW left.", "Lismore", "AU"),
        ("Perth, WA and Kalgoorlie", "Perth", "AU"),
        ("Spokane, WA, and Tacoma", "Spokane", "US"),
        ("Residents of Charleston, W.Va., were told to go.", "Charleston", "US"),
    ],
)
def test_a_state_is_known_by_its_abbreviation_behind_a_town(text, name, country):
    place = resolved(text)[name]
    assert place is not None
    assert place[0] == country


def test_a_town_that_its_state_is_not_known_to_have_lies_there_nevertheless():
    """Regression: "HARLOW, Kan." was a town in England, or none."""
    assert resolved("HARLOW, Kan. - Students walked out.")["HARLOW"] == ("US", "city")


@pytest.mark.parametrize("text", ["THE HOTEL WAS CLEARED, IN A HURRY", "Leave now, OR ELSE", "the mayor, Pa, and Ma"])
def test_a_word_in_capitals_is_no_state(text):
    assert not [place for place in resolved(text).values() if place is not None and place[1] == "region"]


def test_a_state_behind_another_town_says_nothing_of_a_name_before_it():
    """Regression: a name before "Qwghlm, Calif.", which no gazetteer knows, broke the stage."""
    assert resolved("Fire came from Harlow to Qwghlm, Calif., overnight.")["Calif."] == ("US", "region")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Netanyahu told residents of Rafah to leave.", "Netanyahu", "IL"),
        ("President Vladimir Putin spoke in Moscow.", "Vladimir Putin", "RU"),
        ("Boris Johnson thanked the troops.", "Boris Johnson", "GB"),
    ],
)
def test_who_speaks_for_a_state_by_name_alone_stands_for_it(text, name, country):
    assert resolved(text)[name] == (country, "country")


def test_a_capital_is_one_by_its_other_name_too():
    """Regression: "Kiev" was a town like any other, and no report's place was Kyiv."""
    assert resolved("The embassy in Kiev is shut.")["Kiev"] == ("UA", "capital")


def test_every_abbreviation_behind_a_town_is_a_known_region():
    rows = (files("workers.gazetteer") / "data" / "regions.psv").read_text("utf-8").splitlines()
    spellings = [spelling for row in rows if not row.startswith("#") for spelling in row.split("|")[0].split(";")]
    for spelling in spellings:
        found = [mention for mention in gazetteer().mentions(f"Town, {spelling} burns") if mention.abbreviated]
        assert [mention.text for mention in found] == [spelling]
        assert found[0].candidates
