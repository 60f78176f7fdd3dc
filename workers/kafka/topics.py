"""The topics as the broker should have them: partitions, retention, clean-up and sizes, and where the broker differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.errors import TopicAlreadyExistsError

from workers.topics import Topic

DEFAULT_PARTITIONS = 6
"""Six workers a stage at most; more partitions cost nothing but cannot be taken back."""
REPLICATION = 3
"""Copies of each partition where there are as many brokers, so that one may fail while another is being restarted."""
MEBIBYTE = 1 << 20
RAW_BYTES = 4 * MEBIBYTE
"""A thousand times the usual article of 3.6 KB; a page of 4 MB is a scraper's accident."""
INNER_BYTES = 16 * MEBIBYTE
"""A story carries its article's text, what is new and what is repeated: with JSON's escapes at most four times the raw article."""
REJECTED_BYTES = 24 * MEBIBYTE
"""A refused message travels whole; in base64 it takes 4/3 of its size, and the reason comes on top."""
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """How a topic is to be: for how many days it keeps records (None: the last of each key for ever), and the largest record in bytes."""

    topic: Topic
    days: int | None
    max_bytes: int

    def config(self) -> dict[str, str]:
        """Return the topic's settings by Kafka's names. Timestamps are the broker's: a producer's wrong clock must not delete what it sends."""
        common = {"max.message.bytes": str(self.max_bytes), "message.timestamp.type": "LogAppendTime"}
        if self.days is None:
            compaction = {"delete.retention.ms": str(7 * DAY_MS), "segment.ms": str(DAY_MS)}
            return {"cleanup.policy": "compact", **compaction, **common}
        return {"cleanup.policy": "delete", "retention.ms": str(self.days * DAY_MS), **common}


SPECS = (
    TopicSpec(Topic.RAW, 7, RAW_BYTES),
    TopicSpec(Topic.RELEVANT, 7, INNER_BYTES),
    TopicSpec(Topic.STORIES, 14, INNER_BYTES),
    TopicSpec(Topic.REPORTS, 30, INNER_BYTES),
    TopicSpec(Topic.ITEMS, 30, INNER_BYTES),
    TopicSpec(Topic.HISTORY, 90, INNER_BYTES),
    TopicSpec(Topic.EVENTS, None, INNER_BYTES),
    TopicSpec(Topic.REJECTED, 30, REJECTED_BYTES),
)
"""A week to notice and mend what stops a stage. Stories are kept longer than dedup's window, since its state is rebuilt from them."""


@dataclass(frozen=True, slots=True)
class TopicReport:
    """A topic as it is: None for the partitions of one that is missing, and each difference from the spec in words."""

    name: str
    partitions: int | None
    replication: int | None
    drift: tuple[str, ...]


def full_name(prefix: str, topic: Topic | str) -> str:
    """Return a topic's name on the broker."""
    return f"{prefix}{topic}"


def create_topics(admin: KafkaAdminClient, prefix: str, partitions: int) -> tuple[list[str], list[str]]:
    """Make the topics that are missing. Returns the names made and the names that were there (these are left as they are)."""
    existing = set(admin.list_topics())
    brokers = len(admin.describe_cluster()["brokers"])
    replication = min(REPLICATION, brokers)
    wanted: dict[str, dict[str, Any]] = {}
    for spec in SPECS:
        safety = {"min.insync.replicas": str(max(1, replication - 1))}
        options = {"num_partitions": partitions, "replication_factor": replication, "configs": spec.config() | safety}
        wanted[full_name(prefix, spec.topic)] = options
    missing = {name: options for name, options in wanted.items() if name not in existing}
    for name, options in missing.items():
        try:
            admin.create_topics({name: options})
        except TopicAlreadyExistsError:
            continue
    admin.wait_for_topics(list(wanted))
    return list(missing), [name for name in wanted if name in existing]


def repair_topics(admin: KafkaAdminClient, prefix: str) -> list[str]:
    """Set the settings of existing topics to their specs (never partitions); returns the names changed."""
    changed = []
    for spec, report in zip(SPECS, describe_topics(admin, prefix), strict=True):
        if report.partitions is not None and report.drift:
            admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, report.name, spec.config())])
            changed.append(report.name)
    return changed


def describe_topics(admin: KafkaAdminClient, prefix: str) -> list[TopicReport]:
    """Return each topic as it is, with its differences from the spec, in the order of `SPECS`."""
    present = {entry["name"]: entry for entry in admin.describe_topics()}
    configs = topic_configs(admin, [full_name(prefix, s.topic) for s in SPECS if full_name(prefix, s.topic) in present])
    reports = []
    for spec in SPECS:
        name = full_name(prefix, spec.topic)
        if name not in present:
            reports.append(TopicReport(name, None, None, ("missing",)))
            continue
        partitions = present[name]["partitions"]
        drift = tuple(
            f"{key} is {configs[name].get(key)}, not {value}"
            for key, value in spec.config().items()
            if configs[name].get(key) != value
        )
        reports.append(TopicReport(name, len(partitions), len(partitions[0]["replica_nodes"]), drift))
    return reports


def topic_configs(admin: KafkaAdminClient, names: list[str]) -> dict[str, Mapping[str, str]]:
    """Return the settings in force of the topics named (which must exist)."""
    if not names:
        return {}
    resources = [ConfigResource(ConfigResourceType.TOPIC, name, None) for name in names]
    answer = admin.describe_configs(resources, config_filter="all")
    topics: dict[str, dict[str, Any]] = next(iter(answer.values()), {})
    return {name: {key: _value(entry) for key, entry in topics.get(name, {}).items()} for name in names}


def _value(entry: object) -> str:
    return str(entry["value"] if isinstance(entry, dict) else entry)
