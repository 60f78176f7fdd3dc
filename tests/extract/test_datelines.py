"""Where a text tells the town that a report is from."""

import pytest

from tests.extract.articles import extractor, story
from workers.extract.datelines import find


def dateline(text: str) -> str:
    begins, ends = find(text)
    return text[begins:ends]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("KYIV, Feb 12 (AP) - Shells fell on the town.", "KYIV, Feb 12 (AP) - "),
        ("Posted by Web Staff\n\nOROVILLE, Calif. — The dam is safe.", "OROVILLE, Calif. — "),
        ("We use cookies. Accept all\nHome > World\nPASTO, Colombia — The volcano woke.", "PASTO, Colombia — "),
        ("Advertisement\nLAGOS — The firm has flown its people out.", "LAGOS — "),
    ],
)
def test_it_stands_first_or_behind_a_page_s_own_lines(text: str, told: str):
    assert dateline(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "The river rose.\nADVERTISEMENT - the story goes on below.",
        "What states say:\nUNITED STATES - 195 flown out since Wednesday.",
        "A fire burns.\nCOMMENTS (14) - be civil.",
        "Long ago.\n" + "A line of the story itself.\n" * 40 + "LAGOS — A second story.",
        "",
    ],
)
def test_a_label_a_state_in_a_list_and_a_later_story_have_none(text: str):
    assert dateline(text) == ""


def test_a_dateline_behind_a_page_s_own_lines_acts_in_nothing():
    """Regression: "LAGOS has flown 160 workers out", "SAGE CANYON ordered residents to evacuate"."""
    text = "Posted by Web Staff\n\nLAGOS — The energy company Norvane has flown 160 foreign workers out of the Nigerian oil town of Okporoma after gunmen attacked it, it said on Friday."
    (draft,) = extractor().extract([story(text)])[0]
    assert draft.actor is not None
    assert (draft.actor.name, [place.place for place in draft.origins]) == ("Norvane", ["Okporoma"])


def test_what_stands_around_it_keeps_its_place_in_the_text():
    text = "Posted by Web Staff\n\nLAGOS — The firm has gone. Nobody stayed."
    sentences = extractor().context(story(text)).sentences
    assert [each.text for each in sentences] == ["Posted by Web Staff", "The firm has gone.", "Nobody stayed."]
    assert [text[each.start : each.end] for each in sentences] == [each.text for each in sentences]
    assert [each.paragraph for each in sentences] == [0, 2, 2]
