"""What a worker looks up once before it starts: that a broker answers, that the topics are there, and what they take."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workers.kafka.connection import Connection, admin_client
from workers.kafka.errors import KafkaShellError
from workers.kafka.topics import full_name, topic_configs
from workers.topics import Topic


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Kafka cluster's identity, and for each topic (by its full name) the id, the number of partitions and the largest record in bytes."""

    cluster_id: str
    topic_ids: Mapping[str, str]
    partitions: Mapping[str, int]
    max_bytes: Mapping[str, int]


def look_up(connection: Connection, prefix: str, topics: Iterable[Topic]) -> Cluster:
    """Ask the broker; raises `BrokerUnavailableError`, or `KafkaShellError` where a topic is missing."""
    wanted = [full_name(prefix, topic) for topic in topics]
    with admin_client(connection) as admin:
        present = {entry["name"]: entry for entry in admin.describe_topics()}
        missing = [name for name in wanted if name not in present]
        if missing:
            raise KafkaShellError(f"no topic {', '.join(missing)} at {connection}: run `evacwire topics create`")
        configs = topic_configs(admin, wanted)
        cluster_id = str(admin.describe_cluster()["cluster_id"])
    return Cluster(
        cluster_id,
        {name: str(present[name].get("topic_id", "")) for name in wanted},
        {name: len(present[name]["partitions"]) for name in wanted},
        {name: int(configs[name]["max.message.bytes"]) for name in wanted},
    )
