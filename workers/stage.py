"""What a stage is: a pure function from a batch of records to their results, with its state as an explicit object.

Stages know neither Kafka nor files nor the clock. Two shells drive them: `workers.local` and `workers.kafka`. A result's outputs are
written in order; where a stage is stateful, the last output of a result carries the state, so it is written last. What is handed over is
tuples, since several are made of every message.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from schemas.rejected import Rejected
from schemas.vocabulary import Reason, StageName
from workers.topics import Topic

NO_HEADERS: Mapping[str, bytes] = {}


class Record(NamedTuple):
    """A record as it was read. `offset` is its position in its partition (locally: its number in the stage's input)."""

    value: bytes
    key: bytes | None = None
    headers: Mapping[str, bytes] = NO_HEADERS
    partition: int = 0
    offset: int = -1


class Output(NamedTuple):
    """A record to write. `value` None is a tombstone. `broadcast` asks for one copy in every partition of the topic."""

    topic: Topic
    key: bytes | None
    value: bytes | None
    headers: Mapping[str, bytes] = NO_HEADERS
    broadcast: bool = False


class Tally(NamedTuple):
    """One count for the metrics: the metric's name as declared in `workers.metrics` and its label values."""

    metric: str
    labels: tuple[str, ...] = ()


class Result(NamedTuple):
    """What became of one record: the outcome (for `evacwire_articles_total`), what to write, what to count."""

    outcome: str
    outputs: tuple[Output, ...] = ()
    tallies: tuple[Tally, ...] = ()


class State(Protocol):
    """The state of a stateful stage for one partition of its input."""

    def restore(self, output: Record) -> None:
        """Take in one record of the stage's own state-bearing output, in the order it was written."""

    def save(self) -> bytes:
        """Return the whole state as bytes: a shortcut for replay, never the truth."""

    def load(self, snapshot: bytes) -> None:
        """Take the state that `save` returned; raises `ValueError` for anything else."""


@runtime_checkable
class Sized(Protocol):
    """A state that tells how large it is."""

    def sizes(self) -> Mapping[str, int]:
        """Return the number of entries by kind (fixed words), for `evacwire_state_entries`."""


class Stage(Protocol):
    """One stage. `process` returns one result a record, in order; the same records in any batches give the same results."""

    name: StageName
    reads: Topic
    state_topic: Topic | None
    """The output that carries the state (None: stateless). Written to the same partition number as the input's."""

    def new_state(self) -> State | None:
        """Return an empty state for a partition; None where the stage has none."""

    def process(self, batch: Sequence[Record], state: State | None) -> list[Result]:
        """Process a batch of one partition, in order."""


OUTCOME_REJECTED = "rejected"


def rejection(stage: StageName, reason: Reason, detail: str, value: bytes) -> Result:
    """Return the result that passes a message on to the rejected topic, whole, with the reason. `detail` is one line."""
    line = " ".join(detail.split())[:500]
    try:
        rejected = Rejected(stage=stage, reason=reason, detail=line, encoding="utf-8", input=value.decode("utf-8"))
    except UnicodeDecodeError:
        whole = b64encode(value).decode("ascii")
        rejected = Rejected(stage=stage, reason=reason, detail=line, encoding="base64", input=whole)
    output = Output(Topic.REJECTED, key=None, value=rejected.to_json())
    return Result(OUTCOME_REJECTED, (output,), (Tally("rejected_total", (stage, reason)),))
