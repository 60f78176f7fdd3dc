"""A process's log, as it comes out of standard error."""

import logging
from collections.abc import Callable, Iterator

import orjson
import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from schemas.articles import RelevantArticle
from workers.logs import configure
from workers.logs.flood import FACTS_A_PERIOD, LINES_A_PERIOD, MOST_KINDS, PERIOD_SECONDS, FloodLimit
from workers.logs.redact import LONGEST_VALUE, shortened

Lines = Callable[[], list[dict[str, object]]]
TEXT = "The embassy told all of its staff's families to leave the capital by Friday night, officials said. " * 20


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    for name in ("kafka", "aiokafka"):
        library = logging.getLogger(name)
        library.disabled, library.propagate = False, True
        library.handlers.clear()
        library.setLevel(logging.NOTSET)
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Lines:
    return lambda: [orjson.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_fact_is_one_line_with_its_ids(lines: Lines) -> None:
    configure("json", stage="fuse")
    structlog.get_logger("evacwire.fuse").info("event published", event_id="e1", story_id="s1")
    (line,) = lines()
    assert line.pop("timestamp")
    assert line == {
        "event": "event published",
        "event_id": "e1",
        "story_id": "s1",
        "stage": "fuse",
        "level": "info",
        "logger": "evacwire.fuse",
    }


def test_a_library_s_line_takes_the_same_way(lines: Lines) -> None:
    configure("json", stage="fuse")
    logging.getLogger("aiokafka").warning("no answer from %s\nfor a while", "broker:9092")
    (line,) = lines()
    assert (line["event"], line["stage"], line["logger"]) == (
        "no answer from broker:9092 for a while",
        "fuse",
        "aiokafka",
    )


def test_what_is_bound_to_the_context_goes_with_each_line(lines: Lines) -> None:
    configure("json")
    with structlog.contextvars.bound_contextvars(article_id="a1"):
        structlog.get_logger("evacwire.x").info("cleaned")
        logging.getLogger("lxml").warning("odd markup")
    assert [line["article_id"] for line in lines()] == ["a1", "a1"]


def test_libraries_are_quiet_below_a_warning(lines: Lines) -> None:
    configure("json")
    logging.getLogger("faust").info("rebalanced")
    structlog.get_logger("evacwire.x").debug("detail")
    assert lines() == []


def test_on_a_terminal_lines_are_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    configure("pretty")
    structlog.get_logger("evacwire.x").info("started", slot="0")
    err = capsys.readouterr().err
    assert "started" in err
    assert not err.startswith("{")


def test_an_exception_is_its_class_its_message_and_the_place(lines: Lines) -> None:
    configure("json")
    try:
        RelevantArticle.from_json(orjson.dumps({"article_id": "a1", "text": [TEXT]}))
    except ValueError:
        structlog.get_logger("evacwire.x").exception("not read")
    (line,) = lines()
    assert str(line["exception"]).startswith("ValidationError: ")
    assert "schemas/base.py" in str(line["at"])
    assert TEXT[:60] not in orjson.dumps(line).decode()


@pytest.mark.parametrize("message", [f"cannot parse '{TEXT}'", TEXT, f'KeyError("{TEXT}")'])
def test_an_article_s_text_does_not_get_into_the_log(message: str, lines: Lines) -> None:
    configure("json")
    logging.getLogger("lxml").error(message)
    structlog.get_logger("evacwire.x").error("failed", detail=message, values=[message])
    assert all(
        TEXT not in str(value) and len(str(value)) < LONGEST_VALUE + 30 for line in lines() for value in line.values()
    )


def test_a_secret_does_not_get_into_the_log(lines: Lines) -> None:
    configure("json", secrets=["hunter22", ""])
    logging.getLogger("kafka").error("SASL failed for user desk with hunter22")
    structlog.get_logger("evacwire.x").error("failed", options={"sasl_plain_password": "hunter22"})
    written = lines()
    assert "hunter22" not in str(written)
    assert "********" in str(written[0]["event"])


@given(st.text(max_size=2000))
def test_any_value_becomes_one_line_of_bounded_length(text: str) -> None:
    line = shortened(text)
    assert len(line) <= LONGEST_VALUE + 30
    assert "\n" not in line


class Flood:
    """A flood limit with a clock of its own and what it has suppressed."""

    def __init__(self) -> None:
        self.now, self.held = 0.0, []
        self.limit = FloodLimit(self.held.append, lambda: self.now)

    def passes(self, message: str, name: str = "aiokafka", level: int = logging.WARNING) -> logging.LogRecord | None:
        record = logging.LogRecord(name, level, __file__, 1, message, None, None)
        return record if self.limit.filter(record) else None


def test_a_flood_of_one_kind_is_cut_and_counted() -> None:
    flood = Flood()
    passed = [flood.passes(f"Unable to connect to node {number} at 0x{number:08x}") for number in range(1000)]
    assert sum(record is not None for record in passed) == LINES_A_PERIOD
    assert flood.held == ["aiokafka"] * (1000 - LINES_A_PERIOD)


def test_the_next_period_says_how_many_were_held_back() -> None:
    flood = Flood()
    for _ in range(10):
        flood.passes("no answer")
    flood.now += PERIOD_SECONDS
    record = flood.passes("no answer")
    assert record is not None
    assert record.suppressed == 10 - LINES_A_PERIOD
    record = flood.passes("no answer")
    assert record is not None
    assert record.suppressed == 0


def test_another_kind_is_not_cut_by_a_flood() -> None:
    flood = Flood()
    for _ in range(10):
        flood.passes("no answer")
    assert flood.passes("another thing") is not None
    assert flood.passes("no answer", name="kafka") is not None


def test_our_own_facts_are_about_something_else_each_time_and_pass_at_a_desk_s_pace() -> None:
    flood = Flood()
    passed = [flood.passes("event published", "evacwire.fuse", logging.INFO) for _ in range(FACTS_A_PERIOD + 50)]
    assert sum(record is not None for record in passed) == FACTS_A_PERIOD


def test_messages_with_random_words_neither_flood_nor_fill_memory() -> None:
    flood = Flood()
    words = ["".join(chr(97 + (number // 26**place) % 26) for place in range(4)) for number in range(5 * MOST_KINDS)]
    passed = [flood.passes(f"strange {word}") for word in words]
    assert sum(record is not None for record in passed) <= MOST_KINDS + LINES_A_PERIOD
    assert len(flood.limit._kinds) <= MOST_KINDS + 1


def test_the_line_after_a_flood_tells_its_size(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    configure("json")
    (handler,) = logging.getLogger().handlers
    (limit,) = handler.filters
    now = [0.0]
    monkeypatch.setattr(limit, "_clock", lambda: now[0])
    for _ in range(9):
        logging.getLogger("aiokafka").warning("no answer")
    now[0] = PERIOD_SECONDS
    logging.getLogger("aiokafka").warning("no answer")
    assert [line.get("suppressed") for line in lines()] == [None, None, None, "6 more like this"]
