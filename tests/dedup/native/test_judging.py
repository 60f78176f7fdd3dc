"""What an article is to its story is judged natively exactly as it is in Python."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from re import sub

import pytest
from hypothesis import given, settings

from schemas.articles import RelevantArticle
from tests.bench._dedup_stream import stream
from tests.dedup.articles import AGENCY, FLOOD, ORDER, SPUN, article
from tests.dedup.native.test_stage import BRUSH, DIGEST, MILL, STREAMS, articles, edited, of_stream, records_of
from workers.dedup import decide
from workers.dedup.comparison import Comparison
from workers.dedup.decision import Decision
from workers.dedup.native import asking, judging, library
from workers.dedup.native.window import new_window
from workers.dedup.stage import DedupStage
from workers.dedup.window import Window

pytestmark = pytest.mark.skipif(library() is None, reason="the native code has not been built")


judge_as_the_stage_does = decide.judge


def in_python(comparison: Comparison, window: Window) -> Decision:
    """What the Python code decides, whatever there is natively."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "judge", lambda _: None)
        return judge_as_the_stage_does(comparison, window)


@contextmanager
def both_ways() -> Iterator[list[Decision]]:
    """Judge every article in Python too and compare; gives what was judged natively."""
    judged: list[Decision] = []

    def judge(comparison: Comparison, window: Window) -> Decision:
        found, expected = judging.judge(comparison), in_python(comparison, window)
        if found is not None:
            assert fields(found) == fields(expected)
            judged.append(found)
        return expected

    with pytest.MonkeyPatch.context() as patch:
        for module in ("decide", "stage"):
            patch.setattr(f"workers.dedup.{module}.judge", judge)
        for step in ("take", "take_draft"):
            patch.setattr(f"workers.dedup.stage.{step}", lambda *_: None)
        yield judged


def fields(decision: Decision) -> tuple[object, ...]:
    kept = decision.keep
    return (
        decision.verdict,
        decision.story,
        decision.similarity.hex(),
        decision.of,
        decision.new,
        decision.repeated,
        decision.correction,
        (kept.keys, kept.flat.tolist(), kept.owner.tolist()),
    )


def judged(made: Sequence[RelevantArticle]) -> list[Decision]:
    """Put articles through the stage, both ways; returns what was judged natively."""
    with both_ways() as found:
        DedupStage().process(records_of(made), new_window())
    return found


def second(text: str, first: str = AGENCY, *, hours: float = 1) -> Decision:
    """What a second article is to the story of a first."""
    return judged([article("first", first), article("second", text, hours=hours)])[-1]


@pytest.mark.parametrize("path", STREAMS, ids=lambda path: path.stem)
def test_a_stream_is_judged_alike(path: Path):
    assert judged(of_stream(path))


def test_made_up_articles_are_judged_alike():
    assert judged([item.article for item in stream(200, seed=12)])


@settings(max_examples=60, deadline=None)
@given(articles())
def test_edited_copies_are_judged_alike(made: list[RelevantArticle]):
    judged(made)


@settings(max_examples=100, deadline=None)
@given(edited(AGENCY), edited(FLOOD))
def test_edited_copies_of_two_stories_are_judged_alike(one: str, other: str):
    judged(
        [
            article("a", AGENCY),
            article("b", FLOOD),
            article("c", one),
            article("d", other),
            article("e", f"{other}\n{one}"),
        ]
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1,240 people", "1,360 people"),
        ("900 tonnes", "19,000 tonnes"),
        ("Lindholm", "Ostrava"),
        ("No leak has been found", "A leak has been found in Tolm"),
        ("moved 1,240 people", "ordered 1,240 people"),
        (AGENCY[-60:], f"{AGENCY[-60:]}\n\nThe evacuation of 300 more families from Tolm began at dusk, the mayor said."),
        ("Two dockers were treated for broken ribs.", "Two dockers were treated for broken ribs. One, Karl Blom, 44, has died."),
        ("Monday", "Monday, an earlier version of this report said Sunday in Ostrava"),
    ],
)  # fmt: skip
def test_what_an_edited_copy_changes_or_adds_is_new(old: str, new: str):
    decision = second(AGENCY.replace(old, new))
    assert decision.new
    assert decision.repeated


@pytest.mark.parametrize(
    "closing",
    [
        "In other news, the opera house of Ostrava reopened with a gala for 1,900 guests.",
        "Walk of the week: The river path from Tolm to Karlsund rewards early risers, says Ann Riley.",
        "In 2019 a blaze on the tanker Nordlys killed 17 people in Tromsø.",
        "Each year some 2,000 tourists come to Tolm.",
        "Earlier on Sunday Norway had closed its port Tromsø.",
        "Tickets for the concert of Wen Gulan in Ostrava cost 40 euros.",
        "The story so far.",
    ],
)
def test_what_a_page_puts_below_is_no_news(closing: str):
    assert second(f"{AGENCY}\n\n{closing}").new == []


@pytest.mark.parametrize(
    "closing",
    [
        "Updated: the tug Ferrol has come with 96 men.",
        "He said that 40 more families would be moved to Ostrava.",
        "The leak has since grown, and 60 nationals of Norway were flown out.",
        "Norway's embassy said that 12 residents of the quay were missing.",
    ],
)
def test_what_a_report_has_grown_by_is_new(closing: str):
    assert second(f"{AGENCY}\n\n{closing}").new == [closing]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("31,700", "45,200"),
        ("31,700", "more than 31,000"),
        ("31,700", "nearly 32,000"),
        ("1,240 troopers", "640 troopers and 600 guards"),
        ("31,700 folks", "32,940 folks and 1,240 troopers"),
        ("253.5 metres", "832 feet"),
        ("11,400 cube metres", "402,600 cubic feet"),
        ("Rails halted 41 carriages", "Folks may return home"),
        ("Rails halted 41 carriages", "Railways suspended 5,000,000.5 carriages"),
        ("Circa", "Correction: an earlier version said 12. Circa"),
        ("1,240 troopers", "٣٤٥٦ or 5,600 troopers"),
        ("96 vessels", f"{'9' * 400} km of vessels"),
    ],
)
def test_a_rewritten_copy_is_judged_alike(old: str, new: str):
    assert old in SPUN
    second(SPUN.replace(old, new), FLOOD)
    second(SPUN.replace(old, new).replace(". ", ".\n"), FLOOD)


def test_a_late_older_copy_undoes_nothing():
    changed = AGENCY.replace("1,240", "1,360")
    made = [article("a", AGENCY, hours=1), article("b", changed, hours=5)]
    assert judged([*made, article("late", AGENCY.replace("1,240", "1,100"), hours=0)])[-1].new == []
    assert judged([*made, article("new", AGENCY.replace("1,240", "1,500"), hours=6)])[-1].new
    assert judged([*made, article("undated", AGENCY.replace("1,240", "1,500"), hours=None)])[-1].new


def test_an_opening_is_judged_alike():
    other = sub(r"\d+", "77", FLOOD.replace("Karsh", "Umber").replace("Orlu", "Tessin"))
    page = f"{AGENCY}\n\n{other}"
    with both_ways() as found:
        DedupStage().process(records_of([article("a", AGENCY), article("b", page), article("c", DIGEST)]), new_window())
    assert found


def test_forms_are_judged_alike():
    changed = ORDER.format(**MILL | {"count": 900, "acres": "4,700"})
    assert second(changed, ORDER.format(**MILL)).new
    judged([article("a", ORDER.format(**MILL)), article("b", ORDER.format(**BRUSH)), article("c", changed)])


def test_an_error_while_python_is_asked_is_raised(monkeypatch: pytest.MonkeyPatch):
    def fails(text: str) -> bool:
        raise RuntimeError(text[:9])

    monkeypatch.setattr(asking, "TEXTS", (fails,) * len(asking.TEXTS))
    with pytest.raises(RuntimeError, match="Norway's "):
        second(f"{AGENCY}\n\nNorway's embassy said that 12 residents of the quay were missing.")


def test_an_article_compared_in_python_is_not_judged_natively(monkeypatch: pytest.MonkeyPatch):
    for module in ("window.native_tables", "draft.native_rules", "taking.native_rules"):
        monkeypatch.setattr(f"workers.dedup.native.{module}", lambda: None)
    assert judged([article("a", AGENCY), article("b", AGENCY.replace("1,240", "1,360"))]) == []
