"""The stage writes the same bytes with native code and without, and keeps the same window."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.articles import RawArticle, RelevantArticle, StoryArticle
from tests.bench._dedup_stream import stream
from tests.dedup.articles import AGENCY, ELSEWHERE, FLOOD, ORDER, SPUN, article, restored
from tests.evaluate.dedup import DATA, relevant
from workers.dedup.draft import Draft
from workers.dedup.native import library
from workers.dedup.native.draft import NativeDraft, read_draft
from workers.dedup.native.window import NativeWindow
from workers.dedup.stage import DedupStage
from workers.dedup.window import CAPACITY, WINDOW_MS, Window
from workers.stage import Record, Result

pytestmark = pytest.mark.skipif(library() is None, reason="the native code has not been built")


@contextmanager
def in_python() -> Iterator[None]:
    """The stage as it is where there is no native code."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("window.native_tables", "draft.native_rules", "taking.native_rules"):
            patch.setattr(f"workers.dedup.native.{module}", lambda: None)
        yield


def told_in_python(records: Sequence[Record], window: Window) -> list[Result]:
    with in_python():
        return DedupStage().process(records, window)


def told_natively(records: Sequence[Record], window: Window) -> list[Result]:
    return DedupStage().process(records, window)


def loaded(window: Window, again: Window) -> Window:
    again.load(window.save())
    return again


def assert_alike(
    records: Sequence[Record], capacity: int = CAPACITY, window_ms: int = WINDOW_MS, *, stop: int | None = None
) -> None:
    """Put records through both; at `stop` each also goes on from what the other has saved, and from what it has written."""
    stop = len(records) if stop is None else stop
    first, rest = records[:stop], records[stop:]
    native, python = NativeWindow(window_ms, capacity), Window(window_ms, capacity)
    found = told_natively(first, native)
    assert_same(found, told_in_python(first, python))
    assert native.save() == python.save()
    if not rest:
        return
    others = [
        (told_natively, loaded(python, NativeWindow(window_ms, capacity))),
        (told_in_python, loaded(native, Window(window_ms, capacity))),
        (told_natively, restored(found, NativeWindow(window_ms, capacity))),
        (told_in_python, restored(found, Window(window_ms, capacity))),
        (told_natively, loaded(native, Window(window_ms, capacity))),
        (told_in_python, loaded(python, NativeWindow(window_ms, capacity))),
    ]
    expected = told_in_python(rest, python)
    assert_same(told_natively(rest, native), expected)
    assert native.save() == python.save()
    for tell, window in others:
        assert_same(tell(rest, window), expected)
        assert window.save() == python.save()


def assert_valid(results: Sequence[Result]) -> None:
    """What is written is, byte for byte, what its model writes: the stage builds none."""
    for result in results:
        for output in result.outputs:
            value = output.value or b""
            told = StoryArticle.from_json(value)
            assert value == told.to_json()
            assert (output.key, result.outcome) == (told.story_id.encode("ascii"), told.verdict)


def assert_same(found: Sequence[Result], expected: Sequence[Result]) -> None:
    for number, (result, other) in enumerate(zip(found, expected, strict=True)):
        for output, theirs in zip(result.outputs, other.outputs, strict=True):
            assert output.value == theirs.value, number
            assert (output.key, output.headers) == (theirs.key, theirs.headers), number
        assert result == other, number
    assert_valid(found)


def records_of(articles: Sequence[RelevantArticle]) -> list[Record]:
    return [Record(item.to_json()) for item in articles]


def of_stream(path: Path) -> list[RelevantArticle]:
    lines = map(orjson.loads, path.read_bytes().splitlines())
    return [relevant(RawArticle.model_validate(line["article"])) for line in lines]


def test_native_code_reads_and_python_does_where_there_is_none():
    assert isinstance(read_draft(article("a", AGENCY)), NativeDraft)
    assert isinstance(DedupStage().new_state(), NativeWindow)
    with in_python():
        assert not isinstance(read_draft(article("a", AGENCY)), NativeDraft)
        assert not isinstance(DedupStage().new_state(), NativeWindow)


STREAMS = sorted((DATA / "development").glob("*.jsonl"))


@pytest.mark.parametrize("path", STREAMS, ids=lambda path: path.stem)
def test_a_stream_is_told_alike(path: Path):
    assert_alike(records_of(of_stream(path)))


def test_made_up_articles_are_told_alike():
    assert_alike(records_of([item.article for item in stream(300, seed=11)]), stop=270)


@pytest.mark.parametrize("capacity", [1, 7, 40])
def test_a_small_window_forgets_alike(capacity: int):
    assert_alike(records_of([item.article for item in stream(80, seed=5)]), capacity, stop=65)


def test_a_short_window_forgets_alike():
    articles = [
        item.article.model_copy(update={"published_at": article("", "", hours=number / 4).published_at})
        for number, item in enumerate(stream(80, seed=6))
    ]
    assert_alike(records_of(articles), window_ms=5 * 3_600_000, stop=65)


MILL = {"county": "Tolm County", "place": "Mill Canyon", "fire": "Anvil", "time": "2:15 p.m.", "day": "Tuesday, June 9", "count": 640,
        "acres": "1,150", "shelter": "Larkin Middle School"}  # fmt: skip
BRUSH = MILL | {"place": "Brush Creek", "fire": "Juniper", "count": 415, "acres": 780, "shelter": "Mojave Grange Hall"}
DIGEST = """Kenya: The Tana burst its banks at Garissa on Monday and 3,100 people moved to higher ground.

Peru: A convoy of 40 lorries brought blankets to Arequipa, where the volcano Sabancaya has thrown ash for a week.

Norway: Tromsø closed its port for two days after a gas leak on the tanker Nordlys; Ole Hansen, the harbour master, said 17 left.

PORT VELA (AP) — Harbour police moved 1,240 people out of the Old Quay district on Monday after a tanker carrying ammonia struck the pier."""
TEXTS = (AGENCY, AGENCY, FLOOD, SPUN, ELSEWHERE, ORDER.format(**MILL), ORDER.format(**BRUSH), DIGEST)
WORDS = (
    ("1,240", "2,900"), ("Monday", "Tuesday"), ("people", "residents"), ("moved", "evacuated"), ("mayor", "maire"), ("Karsh", "Garsh"), ("300", "three hundred"), ("two", "2"), ("Two", "Twenty-five"),
    ("Brandauer", "Brändauer"), ("Corvina", "Covrina"), ("the ", "The "), ("31,700", "half a million"), ("and", "&"), ("has issued an EVACUATION ORDER", "has LIFTED the EVACUATION ORDER"),
    ("1,240", "more than 1,000"), ("31,700", "nearly 32,000"), ("31,700", "31,712"), ("253.5 metres", "832 feet"), ("1,240 soldiers", "640 soldiers and 600 police"), ("suspended", "halted"),
    ("11,400", "11,400.7"), ("900 tonnes", "990 tons"), ("Two dockers", "Twenty-two dockers"), ("low-lying", "lower"), ("must leave", "may return home"), (" — ", " -- "), ("No leak", "A leak"), ("United", "New Jersey"), ("ammonia", "naphthalène"), ("said", "said\u2003that"), (" ", "\u00a0"),
)  # fmt: skip
PAGE = (
    "By Web Staff", "READ MORE: The cup", "Copyright 2026 Quay Media. All rights reserved.", "Correction: An earlier version of this story gave a wrong number of dockers.",
    "In other news, the opera house reopened with a gala for 1,900 guests.", "Residents can now return to Old Quay, the mayor said.", "The order was lifted on Tuesday evening.",
    "Home | News | World | Sport", "Do you know more? Email us", "Meanwhile, 17 homes burned in Santa Rita, Perseus and Lindholm.", "Солдаты ушли из города.",
    "Walk of the week: The river path from Lindholm to Karlsund, 12 km, rewards early risers.", "Last year a fire in Perseus killed 17 people and destroyed 300 homes.",
    "Earlier on Sunday a blast at Brandauer's yard had killed three workers.", "He said that 40 more families would be moved to Ostrava.", "Updated: the tug Ferrol came with 96 men.",
    "More than 14,000 people were moved.", "The fire has since grown to 2,000 acres.", "It is 5 km (3 miles) from the capital.", "Was the order lifted, mayor Karl Blom?", "Sport: the cup goes to Lindholm, 2-0.",
    "Tickets for the concert of Wen Gulan cost 40 euros.", "٣٤٥٦ people and 5,000 troops were moved 900 metres.", "By Tuesday the blaze had reached the capital, Karlsund.", "Short.", "*", "",
)  # fmt: skip
HOURS = st.one_of(st.none(), st.integers(0, 200), st.just(69_000_000), st.integers(-500_000, 0))


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """A copy of a text, edited up to three times."""
    for _ in range(draw(st.integers(0, 3))):
        paragraphs = text.split("\n\n")
        match draw(st.integers(0, 8)):
            case 0:
                text = "\n\n".join(paragraphs[: draw(st.integers(0, len(paragraphs)))])
            case 1:
                text = "\n\n".join(draw(st.permutations(paragraphs)))
            case 2:
                text = text.replace(*draw(st.sampled_from(WORDS)))
            case 3:
                text = text.replace(*draw(st.sampled_from(WORDS)), 1)
            case 4:
                paragraphs.insert(draw(st.integers(0, len(paragraphs))), draw(st.sampled_from(PAGE)))
                text = "\n\n".join(paragraphs)
            case 5:
                text = f"{text}\n\n{draw(st.sampled_from(TEXTS))}"
            case 6:
                text = "\n".join(draw(st.lists(st.sampled_from(paragraphs), max_size=6)))
            case 7:
                text = text.replace(". ", ".\n") if draw(st.booleans()) else text.replace("\n", " ")
            case _:
                words = text.split(" ")
                at = draw(st.integers(0, len(words) - 1))
                words[at : at + draw(st.integers(0, 6))] = draw(st.lists(st.sampled_from(words), max_size=4))
                text = " ".join(words)
    return text[:60_000]


@st.composite
def articles(draw: st.DrawFn) -> list[RelevantArticle]:
    """Articles of a few stories: copies, edited ones, new versions, withdrawn ones, ones with no text or no date."""
    made: list[RelevantArticle] = []
    own = st.text("abVK éß.\n12,", max_size=60)
    for number in range(draw(st.integers(1, 9))):
        source = draw(st.sampled_from((*TEXTS, *(item.text for item in made))))
        text = draw(st.one_of(edited(source), edited(source), edited(source), st.sampled_from(("", *PAGE)), own))
        title = draw(st.sampled_from((None, None, "", "Morning briefing", "Tanker strikes the pier at Port Vela")))
        ident = f"a{draw(st.integers(0, number))}" if draw(st.integers(0, 3)) == 0 else f"a{number}"
        withdrawn = draw(st.integers(0, 9)) == 0
        made.append(article(ident, text, hours=draw(HOURS), title=title, withdrawn=withdrawn))
    return made


@settings(max_examples=40, deadline=None)
@given(articles(), st.sampled_from((2, 4, CAPACITY)), st.sampled_from((3_600_000, WINDOW_MS)), st.integers(0, 9))
def test_edited_copies_are_told_alike(made: list[RelevantArticle], capacity: int, window_ms: int, stop: int):
    assert_alike(records_of(made), capacity, window_ms, stop=stop)


def test_many_look_alikes_of_one_form_are_told_alike():
    """More of them than a bucket of the index has room for."""
    forms = [
        ORDER.format(**MILL | {"place": f"{name} {kind}", "fire": kind[:4] + name[-3:], "count": 300 + 7 * len(name)})
        for name in ("Mill", "Brush", "Tolm", "Larkin", "Mojave", "Anvil", "Juniper", "Quay", "Karsh", "Lindholm")
        for kind in ("Canyon", "Creek", "Heights", "Flats")
    ]
    made = [article(f"a{n}", text, hours=n / 9) for n, text in enumerate([*forms, *forms[::3]])]
    assert_alike(records_of(made), stop=45)
    assert_alike(records_of(made), 25, stop=30)


def test_a_long_live_story_is_told_alike():
    """More updates than are compared with."""
    text, made = AGENCY, []
    for n in range(90):
        text += f"\n\nAt {n % 12 + 1}:{n % 60:02d} the tug Ferrol{n} brought {n * 37 + 12} people to Lindholm pier {n}."
        made.append(article(f"a{n}", text if n % 3 else "\n\n".join(text.split("\n\n")[-12:]), hours=n / 4))
    assert_alike(records_of([*made, *made[::5], article("copy", AGENCY)]), stop=80)


def test_a_window_that_drops_what_it_has_evicted_tells_alike(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("workers.dedup.window.DROP_AT", 8)
    assert_alike(records_of([item.article for item in stream(80, seed=8)]), 12, stop=50)


def test_huge_texts_are_told_alike():
    numbered = "\n".join(f"Team {n} moved {n * 7} people of Port{n} Vela to school No. {n % 9}." for n in range(400))
    names = " ".join(f"Vela{n}a Karsh{n}" for n in range(600))
    many = [
        article("numbered", numbered),
        article("names", f"The list: {names}."),
        article("fewer", "\n".join(numbered.split("\n")[30:300])),
        article("again", f"{names} said the mayor.\n{numbered}"),
        article("repeated", AGENCY * 60),
        article("one line", (FLOOD + " " + AGENCY).replace("\n", " ") * 20),
        article("no blank", "a" * 50_000 + "É" * 50_000),
        article("short lines", "Go.\n" * 5_000),
        article("cut", (AGENCY * 60)[1_000:40_000]),
    ]
    assert_alike(records_of(many), stop=4)


def test_texts_and_dates_at_the_edge_are_told_alike():
    last = article("last", AGENCY).model_copy(update={"published_at": datetime(9999, 12, 31, 23, 59, 59, 999999, UTC)})
    first = article("first", FLOOD).model_copy(update={"published_at": datetime(1, 1, 1, tzinfo=UTC)})
    odd = [article(f"odd {n}", text) for n, text in enumerate(("", " ", "\n", "\r\n\r", ".", "*\n*", "\x1c", "a", "A", "1", "No 1", "Go."))]  # fmt: skip
    titles = [article(f"title {n}", "", title=title) for n, title in enumerate(("Tanker strikes pier", "Tanker strikes the pier", "", "É"))]  # fmt: skip
    copies = [article(f"copy {n}", AGENCY, hours=None if n % 2 else n, withdrawn=n == 3) for n in range(5)]
    again = [article("odd 0", AGENCY), article("last", FLOOD, hours=None), article("title 0", "", withdrawn=True)]
    made = [*odd, last, *titles, *copies, first, *again, *odd[::3], article("late", AGENCY.replace("1,240", "1,241"))]
    assert_alike(records_of(made), stop=14)
    assert_alike(records_of(made[::-1]), 6, stop=14)


def test_terms_of_what_a_story_has_said_word_for_word_are_borrowed_from_a_window_in_python_too():
    """In other capitals the words are the same, but some are names here and not there."""
    told = Draft.of(article("a", AGENCY)).laid_out()
    other = article("b", AGENCY.replace("Karsh", "karsh").replace("Port", "port").replace("Old Quay", "old quay"))
    native, python = read_draft(other).laid_out(told).sayings, Draft.of(other).laid_out(told).sayings
    assert native.flat.tolist() == python.flat.tolist()
