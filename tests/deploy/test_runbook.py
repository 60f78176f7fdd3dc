"""The runbook's commands exist as they are written, and it has a section for whatever wakes somebody."""

import re
import shlex
import subprocess
import sys

import pytest
from kafka import KafkaConsumer, TopicPartition
from kafka.structs import OffsetAndMetadata

from schemas.vocabulary import StageName
from tests.deploy.commands import check
from tests.deploy.promtool import ROOT, load
from tests.kafka.harness import Kafka
from workers.kafka.connection import admin_client
from workers.kafka.hardstop import MEANING
from workers.kafka.topics import describe_topics
from workers.settings import BY_NAME

RUNBOOK = (ROOT / "docs/runbook.md").read_text()
STAGES = [str(stage) for stage in StageName]
BLOCKS = re.findall(r"^```sh\n(.*?)^```", RUNBOOK, flags=re.MULTILINE | re.DOTALL)
LINES = sorted({line.strip() for block in BLOCKS for line in block.splitlines() if line.strip()})
EVACWIRE = sorted(
    {match[1] for line in LINES if (match := re.search(r"(?:^(?:[A-Z_]+=\S+ )*|-- |exec \w+ )(evacwire .*)", line))}
)


@pytest.mark.parametrize("line", EVACWIRE)
def test_each_evacwire_command_takes_these_arguments(line: str) -> None:
    check(shlex.split(line.partition(">")[0])[1:])


def make_group(brokers: str, group: str, topic: str) -> None:
    """Commit something, as a worker that has run before."""
    consumer = KafkaConsumer(bootstrap_servers=brokers, group_id=group)
    partition = TopicPartition(topic, 0)
    consumer.assign([partition])
    consumer.commit({partition: OffsetAndMetadata(0, "", -1)})
    consumer.close()


@pytest.mark.kafka
@pytest.mark.parametrize("line", [line for line in LINES if "kafka.admin" in line])
def test_each_command_on_the_broker_does_what_it_says(line: str, brokers: str, topic_prefix: str) -> None:
    kafka = Kafka(brokers, topic_prefix)
    make_group(brokers, f"{topic_prefix}evacwire-fuse", f"{topic_prefix}evacuations.reports")
    words = [word.replace("localhost:9092", brokers) for word in shlex.split(line)[1:]]
    named = ("evacwire-fuse", "evacuations.reports", "articles.raw")
    words = [f"{topic_prefix}{word}" if word.startswith(named) else word for word in words]
    result = subprocess.run([sys.executable, *words], capture_output=True, text=True, timeout=180, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    with admin_client(kafka.connection) as admin:
        if "alter-offsets" in words:
            assert kafka.committed(f"{topic_prefix}evacwire-fuse") == 4712
        else:
            (raw,) = [report for report in describe_topics(admin, topic_prefix) if report.name.endswith("articles.raw")]
            assert raw.drift == ("retention.ms is 86400000, not 604800000",)


def test_each_service_and_set_that_is_named_exists() -> None:
    services = set(load(ROOT / "docker-compose.yml")["services"])
    named = {word for line in LINES if line.startswith("docker compose") for word in shlex.split(line)} & {
        *services,
        *STAGES,
    }
    assert named <= services
    sets = set(re.findall(r"statefulset/(\S+)", RUNBOOK)) | {
        pod.rpartition("-")[0] for pod in re.findall(r"evacwire-\w+-0", RUNBOOK)
    }
    assert sets <= {f"evacwire-{stage}" for stage in STAGES}


def test_each_variable_is_a_setting() -> None:
    assert set(re.findall(r"EVACWIRE_\w+", RUNBOOK)) <= set(BY_NAME)


def test_each_exit_code_is_explained_as_the_worker_explains_it() -> None:
    rows = dict(re.findall(r"^\| (\d+) \| (.+?) \|", RUNBOOK, flags=re.MULTILINE))
    assert rows == {str(int(code)): meaning for code, meaning in MEANING.items()}


def test_each_link_leads_to_a_section() -> None:
    headings = {heading.lower().replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", RUNBOOK, flags=re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", RUNBOOK)) <= headings


@pytest.mark.parametrize(
    "failure",
    [
        "A poison message",
        "A full disk",
        "A broker lost",
        "A bad deploy",
        "Replaying a day",
        "A schema change",
        "Scaling out",
        "Restoring state",
    ],
)
def test_each_failure_has_a_section(failure: str) -> None:
    assert f"\n## {failure}\n" in RUNBOOK
