"""The stage between evacuations.reports and the events, their history and the wire."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import orjson
from pydantic import ValidationError

from schemas.item import Item
from schemas.reports import Cancel, Report, Withdrawal
from schemas.vocabulary import Operation, Reason, StageName
from workers.cloudevents import EventType, headers
from workers.fuse.controls import cancel, replacement_id, withdraw
from workers.fuse.joining import idle, join
from workers.fuse.lives import Clock, Life, remembering
from workers.fuse.news import after_item, next_item
from workers.fuse.state import FuseState
from workers.stage import Output, Record, Result, State, Tally, rejection
from workers.topics import Topic

CONTROLS: dict[str, type[Cancel] | type[Withdrawal]] = {"cancel": Cancel, "withdrawal": Withdrawal}


class FuseStage:
    """Merges reports into events. `hold` is how long (content time) an event's first item waits for more sources, `min_sources` the number of
    independent sources from which items run unflagged (and are waited for no longer); `quiet` publishes no items."""

    name = StageName.FUSE
    reads = Topic.REPORTS
    state_topic: Topic | None = Topic.EVENTS

    def __init__(self, hold: timedelta = timedelta(0), min_sources: int = 2, *, quiet: bool = False) -> None:
        self._hold = hold
        self._min_sources = min_sources
        self._quiet = quiet

    def new_state(self) -> State:
        """Return an empty state."""
        return FuseState()

    def process(self, batch: Sequence[Record], state: State | None) -> list[Result]:
        """Return one result a record, in order."""
        assert isinstance(state, FuseState)
        return [self._one(record, state) for record in batch]

    def _one(self, record: Record, state: FuseState) -> Result:
        try:
            message = _read(record.value)
        except (ValidationError, orjson.JSONDecodeError) as error:
            return rejection(self.name, Reason.INVALID_FIELD, str(error), record.value)
        message_id = _identity(message)
        if message_id is not None and state.seen(message_id):
            return Result("repeat")
        result = self._report(message, state) if isinstance(message, Report) else self._control(message, state)
        if message_id is not None and not result.outputs:
            state.passed_by(message_id)
        return result

    def _control(self, order: Cancel | Withdrawal, state: FuseState) -> Result:
        changed = cancel(order, state) if isinstance(order, Cancel) else withdraw(order, state)
        return self._result(order.kind if changed else "ignored", changed, state.clock, state)

    def _report(self, report: Report, state: FuseState) -> Result:
        clock = state.clock.moved(report.published_at)
        joined = join(report, state, clock, self._hold)
        return self._result(joined.outcome, [joined.life] if joined.life else [], clock, state)

    def _result(self, outcome: str, changed: Sequence[Life], clock: Clock, state: FuseState) -> Result:
        if not changed:
            return Result(outcome)
        outputs, tallies = _retired(clock, state), list[Tally]()
        mine = {life.event.event_id for life in changed}
        for life in self._due(clock, state, mine):
            outputs += self._released(life, clock, state, tallies)
        for k, life in enumerate(changed):
            last = k == len(changed) - 1
            outputs += self._published(life, clock if last else state.clock, clock, state, tallies)
        return Result(outcome, tuple(outputs), tuple(tallies))

    def _due(self, clock: Clock, state: FuseState, besides: set[str]) -> list[Life]:
        """Events whose first item has been held long enough, by event id."""
        held = [state.lives[event_id] for event_id in sorted(state.held) if event_id not in besides]
        return [life for life in held if self._free(life, clock)]

    def _free(self, life: Life, clock: Clock) -> bool:
        until = life.kept.held_until
        waited = until is None or clock.at is None or clock.at >= until
        return waited or life.event.independent_sources >= self._min_sources

    def _released(self, life: Life, clock: Clock, state: FuseState, tallies: list[Tally]) -> list[Output]:
        """An event's first item after its hold: no new version of the event, only its state."""
        return self._written(life, state.clock, clock, state, tallies)

    def _published(
        self, life: Life, written: Clock, clock: Clock, state: FuseState, tallies: list[Tally]
    ) -> list[Output]:
        """A new version of an event: its item where it is news, its history, its state."""
        event = life.event
        tallies.append(Tally("events_published_total", (event.operation,)))
        outputs = self._written(life, written, clock, state, tallies)
        about = headers(EventType.VERSION, event.event_id, event.version, event.updated_at)
        history = Output(Topic.HISTORY, event.event_id.encode(), event.to_json(), about)
        return [*outputs[:-1], history, outputs[-1]]

    def _written(
        self, life: Life, written: Clock, clock: Clock, state: FuseState, tallies: list[Tally]
    ) -> list[Output]:
        """The item, if any, and the state. `written` is the clock the record carries: only a result's last record moves stream time, so that a
        result written in part and then repeated comes out the same."""
        event, kept = life.event, life.kept
        if self._free(life, clock):
            kept = kept.model_copy(update={"held_until": None})
        item = None if self._quiet else next_item(event, kept, self._min_sources)
        kept = after_item(event, kept, item).model_copy(update={"clock": written, "touched": clock.at})
        kept = remembering(kept, state.take_passed())
        life = Life(event=event, kept=kept)
        state.put(life)
        about = headers(EventType.STATE, event.event_id, event.version, event.updated_at)
        outputs = [Output(Topic.EVENTS, event.event_id.encode(), life.to_record(), about)]
        if item is not None:
            tallies.append(Tally("wire_items_total", (operation_of(item),)))
            outputs.insert(0, _item_output(life, item))
        return outputs


def operation_of(item: Item) -> Operation:
    """Return what an item does to the one before it."""
    return Operation(next(text.value for text in item.descriptions if text.role == "operation"))


def _item_output(life: Life, item: Item) -> Output:
    event = life.event
    about = headers(EventType.ITEM, event.event_id, event.version, event.updated_at)
    return Output(Topic.ITEMS, event.event_id.encode(), item.to_json(), about)


def _retired(clock: Clock, state: FuseState) -> list[Output]:
    """Tombstones of the events that are idle now; the state forgets them."""
    gone = []
    for event_id, life in state.lives.items():
        if not idle(life, clock):
            break
        gone.append((event_id, life.event.version))
    for event_id, _ in gone:
        state.drop(event_id)
    return [
        Output(Topic.EVENTS, event_id.encode(), None, headers(EventType.RETIRED, event_id, version + 1, clock.at))
        for event_id, version in gone
    ]


def _identity(message: Report | Cancel | Withdrawal) -> str | None:
    """The id that a repeat is known by; None for what may come again."""
    if isinstance(message, Report):
        return message.report_id
    return replacement_id(message) if isinstance(message, Withdrawal) else None


def _read(value: bytes) -> Report | Cancel | Withdrawal:
    fields: Any = orjson.loads(value)
    kind = fields.get("kind") if isinstance(fields, dict) else None
    model = CONTROLS.get(kind) if isinstance(kind, str) else None
    return (model or Report).model_validate(fields)
