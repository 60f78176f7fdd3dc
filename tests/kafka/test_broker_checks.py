"""What `evacwire doctor` says of a broker that answers."""

import time
from collections.abc import Callable

import orjson
import pytest
from click.testing import CliRunner

from tests.kafka.harness import Kafka
from workers.cli.doctor import doctor
from workers.kafka.connection import admin_client
from workers.kafka.tools.broker_checks import LATE_SECONDS, cluster_checks
from workers.kafka.tools.finding import Finding

pytestmark = pytest.mark.kafka


@pytest.fixture
def kafka(brokers: str, topic_prefix: str) -> Kafka:
    return Kafka(brokers, topic_prefix, partitions=2)


def findings(kafka: Kafka, clock: Callable[[], float] = time.time) -> dict[str, Finding]:
    with admin_client(kafka.connection) as admin:
        return {
            each.check.removeprefix(f"group {kafka.prefix}"): each
            for each in cluster_checks(admin, kafka.prefix, clock)
        }


def test_all_is_well_where_nothing_waits(kafka: Kafka) -> None:
    assert [each for each in findings(kafka).values() if not each.well and not each.check.endswith("disk")] == []


def test_records_that_nobody_takes_are_told_with_the_worker_to_start(kafka: Kafka) -> None:
    kafka.feed("articles.raw", [b"{}"] * 3)
    ingest = findings(kafka, lambda: time.time() + 120)["evacwire-ingest"]
    assert not ingest.well
    assert ingest.found == "0 workers, 3 records behind"
    assert ingest.remedy == "evacwire worker ingest"


def test_a_record_that_has_just_come_may_wait_for_a_worker_that_restarts(kafka: Kafka) -> None:
    kafka.feed("articles.raw", [b"{}"])
    assert findings(kafka)["evacwire-ingest"].well


def test_a_record_that_waits_too_long_is_late(kafka: Kafka) -> None:
    kafka.feed("articles.stories", [b"{}"])
    extract = findings(kafka, lambda: time.time() + LATE_SECONDS + 10)["evacwire-extract"]
    assert not extract.well
    assert extract.found.endswith("the oldest for more than 15 minutes")


def test_a_broker_whose_clock_is_ahead_is_told(kafka: Kafka) -> None:
    kafka.feed("articles.raw", [b"{}"])
    clocks = findings(kafka, lambda: time.time() - 100)["clocks"]
    assert not clocks.well
    assert clocks.found.endswith("s ahead of this machine")


def test_sizes_are_told(kafka: Kafka) -> None:
    kafka.feed("articles.raw", [b"x" * 5000])
    (disk,) = [each for name, each in findings(kafka).items() if name.endswith("disk")]
    assert f"{kafka.prefix}articles.raw 5 KB" in disk.found


def test_as_json_every_finding_has_its_remedy_and_no_secret_is_shown(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in kafka.environment(EVACWIRE_SASL_PASSWORD="hunter22").items():
        monkeypatch.setenv(name, value)
    result = CliRunner().invoke(doctor, ["--json"])
    answer = orjson.loads(result.stdout)
    assert result.exit_code == (0 if answer["well"] else 1)
    assert {"python", "model", "settings", "disk", "broker", "clocks", "copies"} <= {
        each["check"] for each in answer["checks"]
    }
    assert all(each["why"] and each["remedy"] for each in answer["checks"] if not each["well"])
    assert "hunter22" not in result.output
