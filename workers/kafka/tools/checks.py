"""What `evacwire doctor` looks at: one finding a check, with why it matters and what mends it."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kafka.errors import KafkaError

from workers.dedup import native
from workers.kafka.connection import Connection, admin_client
from workers.kafka.errors import KafkaShellError
from workers.kafka.limits import RejectionLimits
from workers.kafka.tools.broker_checks import cluster_checks
from workers.kafka.tools.finding import Finding
from workers.kafka.topics import TopicReport, describe_topics
from workers.settings import SettingError, Settings

OLDEST_PYTHON = (3, 11)
NEEDED_PACKAGES = {"faust-streaming": "0.15.3", "aiokafka": "0.14.0"}
"""The versions whose internals the guards against loss were written for."""
LEAST_DISK_BYTES = 1 << 30


def all_checks(settings: Settings) -> Iterator[Finding]:
    """Run every check in order; those of the broker's topics and groups only where a broker answers."""
    with ThreadPoolExecutor(1) as beside:
        model = beside.submit(_model, settings)
        yield _python()
        yield from _packages()
        yield _dedup()
        yield _settings(settings)
        yield _disk(settings)
        yield from _broker(settings)
        yield model.result()


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    well = sys.version_info >= OLDEST_PYTHON
    return Finding("python", well, found, "the code needs 3.11 or newer", "make install with PYTHON=python3.11")


def _packages() -> Iterator[Finding]:
    for name, wanted in NEEDED_PACKAGES.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            found = "missing"
        why = f"the guards against losing messages were written for {wanted}; workers refuse to start with another"
        yield Finding(f"package {name}", found == wanted, found, why, "make install")


def _dedup(library: Path = native.PATH) -> Finding:
    if native.library(library):
        return Finding("dedup", True, "native")
    slow = "in Python, at an eighth of the speed"
    if not library.exists():
        return Finding("dedup", True, f"{slow}; for native code install a Rust compiler (cargo), then make install")
    why = "its results are the same, but it falls behind where much comes in"
    return Finding("dedup", False, f"{slow}: {library.name} does not load", why, "make clean install")


def _settings(settings: Settings) -> Finding:
    tries: list[Callable[[], object]] = [
        lambda: Connection.from_settings(settings).client_options(),
        lambda: RejectionLimits.from_settings(settings),
        lambda: settings.integer("EVACWIRE_METRICS_PORT"),
        lambda: settings.integer("EVACWIRE_NLP_PROCESSES", least=1),
        lambda: settings.number("EVACWIRE_ARTICLE_TIMEOUT"),
        lambda: settings.number("EVACWIRE_HOLD_SECONDS"),
        lambda: settings.integer("EVACWIRE_MIN_SOURCES", least=1),
    ]
    wrong = []
    for attempt in tries:
        try:
            attempt()
        except SettingError as error:
            wrong.append(str(error))
    return Finding("settings", not wrong, "; ".join(wrong) or "all usable", "workers do not start", "set them right")


def _model(settings: Settings) -> Finding:
    from workers.extract.parse import PipelineError, load  # noqa: PLC0415 - the other checks do without spaCy

    name = settings.text("EVACWIRE_SPACY_MODEL")
    try:
        load(name)
    except PipelineError as error:
        why = "extract cannot load its language pipeline"
        return Finding("model", False, str(error), why, f"pip install {name}, or set EVACWIRE_SPACY_MODEL")
    return Finding("model", True, f"{name} loads")


def _disk(settings: Settings) -> Finding:
    folder = Path(settings.text("EVACWIRE_STATE_DIR") or tempfile.gettempdir())
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    found = f"{free / (1 << 30):.1f} GB free at {folder}"
    return Finding("disk", free >= LEAST_DISK_BYTES, found, "snapshots and metrics need room", f"free some at {folder}")


def _broker(settings: Settings) -> Iterator[Finding]:
    try:
        connection = Connection.from_settings(settings)
        with admin_client(connection) as admin:
            cluster = admin.describe_cluster()
            brokers = len(cluster["brokers"])
            yield Finding(
                "broker", True, f"{connection}: cluster {cluster['cluster_id']}, {brokers} broker{'s' * (brokers > 1)}"
            )
            prefix = settings.text("EVACWIRE_TOPIC_PREFIX")
            reports = describe_topics(admin, prefix)
            yield from _topics(reports)
            if all(report.partitions for report in reports):
                yield from cluster_checks(admin, prefix)
    except SettingError:
        return
    except (KafkaShellError, KafkaError) as error:
        why = "no worker runs and no tool works without it"
        yield Finding(
            "broker", False, str(error), why, "start Kafka (docker compose up kafka), or set EVACWIRE_BROKERS"
        )


def _topics(reports: Sequence[TopicReport]) -> Iterator[Finding]:
    for report in reports:
        found = f"{report.partitions} partitions" if not report.drift else "; ".join(report.drift)
        why = (
            "workers wait for a topic that is missing; other limits refuse what is sent, or delete it before it is read"
        )
        yield Finding(f"topic {report.name}", not report.drift, found, why, "evacwire topics create --repair")
    counts = {report.partitions for report in reports if report.partitions}
    if len(counts) > 1:
        why = "a stateful stage writes to its input's partition number, which its output's topic must have"
        yield Finding("partitions", False, f"topics have {sorted(counts)}", why, "make all topics with the same number")
