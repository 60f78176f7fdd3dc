"""What `evacwire doctor` asks a broker that answers: do workers run, how far behind are they, are copies missing, is a disk full, do clocks agree."""

import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from kafka import KafkaAdminClient, TopicPartition
from kafka.admin import OffsetSpec
from kafka.errors import KafkaError

from schemas.vocabulary import StageName
from workers.kafka.stage_app import group_of
from workers.kafka.tools.finding import Finding
from workers.kafka.topics import full_name
from workers.topics import Topic

READS = {
    StageName.INGEST: Topic.RAW,
    StageName.DEDUP: Topic.RELEVANT,
    StageName.EXTRACT: Topic.STORIES,
    StageName.FUSE: Topic.REPORTS,
}
MUCH_LAG = 10_000
"""At one article a second, almost three hours of news."""
LATE_SECONDS = 900
"""A record that waits longer than this pages (alert EvacwireBacklogOld)."""
ALONE_SECONDS = 60
"""How long records may wait where no worker of the stage is there: a restart takes seconds."""
LEAST_FREE_BYTES = 1 << 30
LEAST_FREE_SHARE = 0.05
MOST_SKEW_SECONDS = 5.0
"""Latencies are told to a tenth of a second and alerts wait for minutes; seconds of difference make both wrong."""
ATTEMPTS = 5
"""A broker whose first consumer group is asked for makes the topic of the offsets then, and is not ready for an instant."""

T = TypeVar("T")


def cluster_checks(admin: KafkaAdminClient, prefix: str, clock: Callable[[], float] = time.time) -> Iterator[Finding]:
    """Yield what is found of groups, copies, disks and clocks. The topics must exist. `clock` tells Unix time in seconds."""
    partitions = _partitions(admin, prefix)
    for stage, topic in READS.items():
        yield _group(admin, group_of(prefix, stage), stage, partitions[full_name(prefix, topic)], clock())
    yield _copies(admin, list(partitions))
    yield from _disks(admin, set(partitions))
    yield _clocks(admin, partitions[full_name(prefix, Topic.RAW)], clock())


def _partitions(admin: KafkaAdminClient, prefix: str) -> dict[str, list[TopicPartition]]:
    names = [full_name(prefix, topic) for topic in Topic]
    return {
        topic["name"]: [TopicPartition(topic["name"], each["partition_index"]) for each in topic["partitions"]]
        for topic in admin.describe_topics(names)
    }


def _group(
    admin: KafkaAdminClient, group: str, stage: StageName, partitions: list[TopicPartition], now: float
) -> Finding:
    check = f"group {group}"
    try:
        described = _patiently(lambda: admin.describe_groups([group]))[group]
        committed = {
            tp: entry.offset for tp, entry in _patiently(lambda: admin.list_group_offsets([group]))[group].items()
        }
        lag = _behind(
            committed, _offsets(admin, partitions, OffsetSpec.LATEST), _offsets(admin, partitions, OffsetSpec.EARLIEST)
        )
        alone, late = (
            _waiting_since(admin, partitions, committed, now - seconds) for seconds in (ALONE_SECONDS, LATE_SECONDS)
        )
    except KafkaError as error:
        return Finding(check, False, type(error).__name__, "lag cannot be told", "ask again in a minute")
    workers = len(described["members"])
    found = f"{workers} worker{'s' * (workers != 1)}, {lag} records behind" + (
        f", the oldest for more than {LATE_SECONDS // 60} minutes" if late else ""
    )
    if not workers and alone:
        return Finding(
            check, False, found, "nobody takes what waits: nothing passes this stage", f"evacwire worker {stage}"
        )
    why = "the wire is late: the stage is stuck or too slow"
    remedy = f"restart it; if it moves, start another: evacwire worker {stage} (docs/runbook.md, EvacwireBacklogOld)"
    return Finding(check, not late and lag < MUCH_LAG, found, why, remedy)


def _behind(
    committed: dict[TopicPartition, int], ends: dict[TopicPartition, int], begins: dict[TopicPartition, int]
) -> int:
    return sum(max(0, end - max(committed.get(tp, 0), begins[tp])) for tp, end in ends.items())


def _waiting_since(
    admin: KafkaAdminClient, partitions: list[TopicPartition], committed: dict[TopicPartition, int], moment: float
) -> bool:
    """Whether a record written before the moment is not committed yet."""
    ends = _offsets(admin, partitions, OffsetSpec.LATEST)
    begins = _offsets(admin, partitions, OffsetSpec.EARLIEST)
    later = _offsets(admin, partitions, int(moment * 1000))
    return any(max(committed.get(tp, 0), begins[tp]) < (ends[tp] if later[tp] < 0 else later[tp]) for tp in partitions)


def _offsets(admin: KafkaAdminClient, partitions: list[TopicPartition], spec: object) -> dict[TopicPartition, int]:
    found = admin.list_partition_offsets(dict.fromkeys(partitions, spec))
    return {tp: int(entry.offset) for tp, entry in found.items()}


def _copies(admin: KafkaAdminClient, names: list[str]) -> Finding:
    missing = [
        f"{topic['name']}[{each['partition_index']}]"
        for topic in admin.describe_topics(names)
        for each in topic["partitions"]
        if len(each["isr_nodes"]) < len(each["replica_nodes"])
    ]
    found = f"{len(missing)} partitions lack one: {', '.join(missing[:5])}" if missing else "all there"
    why = "another broker's end may stop writing, or lose what only it has"
    return Finding("copies", not missing, found, why, "bring the missing broker back (docs/runbook.md, A broker lost)")


def _disks(admin: KafkaAdminClient, names: set[str]) -> Iterator[Finding]:
    try:
        brokers = admin.describe_log_dirs()
    except KafkaError as error:
        yield Finding("broker disks", True, f"not told ({type(error).__name__}): this user may not ask")
        return
    for broker in brokers:
        for folder in broker["log_dirs"]:
            yield _disk(broker["broker"], folder, names)


def _disk(broker: int, folder: dict[str, Any], names: set[str]) -> Finding:
    sizes = {
        topic["name"]: sum(each["partition_size"] for each in topic["partitions"])
        for topic in folder["topics"]
        if topic["name"] in names
    }
    largest = sorted(sizes.items(), key=lambda pair: -pair[1])[:3]
    held = ", ".join(f"{name} {_readable(size)}" for name, size in largest if size) or "topics are empty"
    total, free = folder.get("total_bytes") or -1, folder.get("usable_bytes")
    if total < 0 or free is None:
        return Finding(f"broker {broker} disk", True, f"does not tell its free space; {held}")
    well = free >= LEAST_FREE_BYTES and free >= LEAST_FREE_SHARE * total
    why = "Kafka stops when its disk is full"
    remedy = "a larger disk, or a shorter retention (docs/runbook.md, A full disk)"
    return Finding(f"broker {broker} disk", well, f"{_readable(free)} of {_readable(total)} free; {held}", why, remedy)


def _clocks(admin: KafkaAdminClient, raw: list[TopicPartition], now: float) -> Finding:
    """Records carry the broker's time, so the newest cannot be younger than now; a broker that is behind looks like an old record."""
    newest = admin.list_partition_offsets(dict.fromkeys(raw, OffsetSpec.MAX_TIMESTAMP))
    ahead = max((entry.timestamp / 1000 - now for entry in newest.values() if entry.timestamp > 0), default=0.0)
    well = ahead <= MOST_SKEW_SECONDS
    found = "no record is from the future" if well else f"the broker is {ahead:.0f} s ahead of this machine"
    why = "ages, latencies and the alerts on them are wrong"
    return Finding("clocks", well, found, why, "synchronise both machines: timedatectl set-ntp true")


def _readable(size: float) -> str:
    for unit in ("bytes", "KB", "MB", "GB"):
        if size < 1024:
            return f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} TB"


def _patiently(ask: Callable[[], T]) -> T:
    for _ in range(ATTEMPTS - 1):
        try:
            return ask()
        except KafkaError as error:
            if not getattr(error, "retriable", False):
                raise
            time.sleep(0.5)
    return ask()
