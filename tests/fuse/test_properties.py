"""Whatever comes, in whatever batches, saved and restored wherever: the same events."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.reports import Cancel, Withdrawal
from schemas.vocabulary import Verdict
from tests.fuse.told import KYIV, PARADISE, UK, UKRAINE, US, Desk, at, people, report
from workers.fuse import FuseStage
from workers.stage import Output, Record, Result
from workers.topics import Topic

PLACES = {"UA": [[KYIV], [UKRAINE], []], "US": [[PARADISE], [{"place": "Redding", "country": "US"}]], "ZZ": [[]]}
STORIES = {"a1": "s1", "a2": "s1", "a3": "s2", "a4": "s2", "a5": "s3", "a6": "s3"}
COPIED = {"a2": "a1", "a4": "a3", "a6": "a1"}
GROUPS = [[{"group": "residents", "text": "residents"}], [{"group": "diplomatic_staff", "text": "staff"}], []]


@st.composite
def reports(draw: Any) -> Any:
    country = draw(st.sampled_from(["UA", "US", "ZZ"]))
    verdict = draw(st.sampled_from(["new", "duplicate", "update"]))
    article = draw(st.sampled_from(["a1", "a2", "a3", "a4", "a5", "a6"]))
    return report(
        article, story_id=STORIES[article], verdict=verdict, country=country,
        hours=draw(st.one_of(st.none(), st.integers(-100, 500), st.just(60_000_000))),
        of=COPIED.get(article),
        content_id=draw(st.sampled_from(["c1", "c2"])),
        correction=draw(st.sampled_from([False, False, True])),
        action=draw(st.sampled_from(["evacuation", "evacuation", "return", "closure"])),
        status=draw(st.sampled_from(["advised", "ordered", "under_way", "completed", "halted", "ruled_out", "called_for"])),
        actor=draw(st.sampled_from([None, US, UK])),
        affected=draw(st.sampled_from(GROUPS)),
        origins=draw(st.sampled_from(PLACES[country])),
        quantity=draw(st.sampled_from([None, people(40), people(900, qualifier="about")])),
        background=draw(st.sampled_from([False, False, False, True])),
        cause={"category": draw(st.sampled_from(["unknown", "wildfire", "armed_conflict"])), "text": None},
        confidence=draw(st.sampled_from([0.4, 0.9])),
    )  # fmt: skip


withdrawals = st.builds(
    Withdrawal,
    article_id=st.sampled_from(["a1", "a2", "a3"]),
    keep_content_id=st.sampled_from([None, None, "c2"]),
    published_at=st.one_of(st.none(), st.integers(0, 500).map(at)),
)
streams = st.lists(st.one_of(reports(), reports(), reports(), withdrawals), max_size=25)
stages = st.builds(FuseStage, hold=st.sampled_from([timedelta(0), timedelta(hours=3)]), min_sources=st.integers(1, 2))


def records(stream: list[Any]) -> list[Record]:
    return [Record(message.to_json()) for message in stream]


def run(stage: FuseStage, stream: list[Record], state: Any = None) -> list[Result]:
    return stage.process(stream, state or stage.new_state())


def written(results: list[Result]) -> list[Output]:
    return [output for result in results for output in result.outputs if output.topic is Topic.EVENTS]


def covered(results: list[Result]) -> int:
    """How many results the last record of state covers; what comes after it is delivered again."""
    bearing = [k + 1 for k, result in enumerate(results) if any(o.topic is Topic.EVENTS for o in result.outputs)]
    return max(bearing, default=0)


def compacted(outputs: list[Output]) -> list[Output]:
    latest: dict[bytes | None, int] = {output.key: k for k, output in enumerate(outputs)}
    return [outputs[k] for k in sorted(latest.values())]


@settings(max_examples=50, deadline=None)
@given(stages, streams, st.data())
def test_batches_snapshots_and_restores_change_nothing(stage, stream, data):
    messages = records(stream)
    whole = run(stage, messages)
    cut = data.draw(st.integers(0, len(messages)))
    state = stage.new_state()
    first = stage.process(messages[:cut], state)
    ways = {
        "going on": state,
        "snapshot": stage.new_state(),
        "topic": stage.new_state(),
        "compacted": stage.new_state(),
    }
    ways["snapshot"].load(state.save())
    for way, outputs in (("topic", written(first)), ("compacted", compacted(written(first)))):
        for output in outputs:
            ways[way].restore(Record(output.value or b"", output.key, output.headers))
    for way, restored in ways.items():
        done = covered(first) if way in ("topic", "compacted") else cut
        assert [*first[:done], *stage.process(messages[done:], restored)] == whole, way


@st.composite
def lives_of_articles(draw: Any) -> list[Any]:
    """What extract writes: each article's contents one after the other, a new one followed by the withdrawal of those before it, a kill at the end."""
    articles = {}
    for article in draw(st.lists(st.sampled_from(list(STORIES)), min_size=1, max_size=5, unique=True)):
        messages: list[Any] = []
        for revision in range(draw(st.integers(1, 3))):
            content = f"{article}-{revision}"
            verdict = Verdict.UPDATE if revision else draw(st.sampled_from(Verdict))
            for number, told in enumerate(draw(st.lists(reports(), max_size=2))):
                identity = {
                    "article_id": article,
                    "content_id": content,
                    "report_id": f"{content}-{number}",
                    "story_id": STORIES[article],
                    "of": COPIED.get(article),
                    "verdict": verdict,
                }
                messages.append(told.model_copy(update=identity))
            if revision:
                messages.append(Withdrawal(article_id=article, keep_content_id=content, published_at=at(revision)))
        if draw(st.booleans()):
            messages.append(Withdrawal(article_id=article, keep_content_id=None, published_at=at(9)))
        articles[article] = messages
    turns = draw(st.permutations([article for article, messages in articles.items() for _ in messages]))
    waiting = {article: iter(messages) for article, messages in articles.items()}
    return [next(waiting[article]) for article in turns]


@settings(max_examples=200, deadline=None)
@given(stages, lives_of_articles(), st.data())
def test_stretches_delivered_again_after_crashes_change_nothing(stage, stream, data):
    """The regression: a copy that found no event was forgotten, and counted when it was repeated after its story's event was born."""
    messages = records(stream)
    delivered, at_record = [], 0
    for _ in range(data.draw(st.integers(1, 3), label="crashes")):
        end = data.draw(st.integers(at_record, len(messages)), label="crash before")
        delivered += messages[at_record:end]
        at_record = data.draw(st.integers(0, end), label="last committed")
    delivered += messages[at_record:]
    once, again = run(stage, messages), run(stage, delivered)
    assert [o for r in again for o in r.outputs] == [o for r in once for o in r.outputs]


@settings(max_examples=50, deadline=None)
@given(stages, streams)
def test_a_record_delivered_twice_changes_nothing(stage, stream):
    once = run(stage, records(stream))
    twice = run(stage, [record for record in records(stream) for _ in range(2)])
    assert [o for r in twice for o in r.outputs] == [o for r in once for o in r.outputs]


@settings(max_examples=50, deadline=None)
@given(stages, streams, st.data())
def test_a_result_written_in_part_and_repeated_comes_out_the_same(stage, stream, data):
    """The regression: a clock moved by the first of a result's records would move twice."""
    messages = records(stream)
    whole = run(stage, messages)
    at_result = data.draw(st.integers(0, max(0, len(messages) - 1)))
    done = covered(whole[:at_result])
    before = written(whole[:done])
    cut = [o for r in whole[at_result : at_result + 1] for o in r.outputs if o.topic is Topic.EVENTS]
    partly = cut[: data.draw(st.integers(0, max(0, len(cut) - 1)))]
    state = stage.new_state()
    for output in [*before, *partly]:
        state.restore(Record(output.value or b"", output.key, output.headers))
    start = at_result if partly else done
    again = stage.process(messages[start:], state)
    assert written(again) == written(whole[start:])[len(partly) :]


@settings(max_examples=40, deadline=None)
@given(streams)
def test_versions_count_from_one_without_gap_and_counts_are_exact(stream):
    desk = Desk().take(*stream)
    seen: dict[str, int] = {}
    for event in desk.history:
        assert event.version == seen.get(event.event_id, 0) + 1
        seen[event.event_id] = event.version
        assert event.source_count == len({s.article_id for s in event.sources})
        assert event.independent_sources <= max(1, event.source_count)
        assert event.country in ("UA", "US", "ZZ")
    for event in desk.events.values():
        assert event.operation == "cancelled" or event.independent_sources >= 1


@settings(max_examples=40, deadline=None)
@given(streams, reports(), reports())
def test_the_order_of_two_copies_does_not_matter(stream, one, other):
    copies = [
        c.model_copy(
            update={
                "verdict": Verdict.DUPLICATE,
                "story_id": "s1",
                "of": None,
                "article_id": f"copy{k}",
                "report_id": f"r{k}",
            }
        )
        for k, c in enumerate((one, other))
    ]

    def told(order: list[Any]) -> list[Any]:
        desk = Desk().take(*stream, *order)
        values = (
            "event_id",
            "status",
            "actor",
            "quantity",
            "origins",
            "source_count",
            "independent_sources",
            "version",
        )
        return sorted([getattr(e, v) for v in values] for e in desk.events.values())

    assert told(copies) == told(copies[::-1])


@settings(max_examples=40, deadline=None)
@given(streams, st.text(min_size=1, max_size=30))
def test_a_cancelled_event_stays_cancelled(stream, reason):
    desk = Desk().take(*stream)
    for event_id in list(desk.events):
        desk.take(Cancel(event_id=event_id, reason=reason, at=at(600)))
    cancelled = set(desk.events)
    again = [
        m.model_copy(update={"report_id": f"again{k}"}) for k, m in enumerate(stream) if not isinstance(m, Withdrawal)
    ]
    desk.take(*again)
    assert all(desk.events[event_id].operation == "cancelled" for event_id in cancelled)
