"""One outage of a real broker, three workers in it: as shipped, with sends that give up, and with sends that nobody acknowledges.

The broker is stopped while the workers hold what they have read: they process it, and their sends end in sockets that nobody reads. Then it is
killed, and started again.
"""

import os
import time
from contextlib import ExitStack

import pytest

from tests.broker import Broker
from tests.kafka.harness import Kafka, wait_until
from tests.kafka.losing import Stage, records

pytestmark = pytest.mark.kafka

WITHOUT = ("", "patience", "patience+explicit_done+hard_stop", "acknowledged_by_the_broker")
RECORDS = 200


@pytest.fixture(scope="module")
def stages(broker: Broker, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stage]:
    """The stages after the outage, all their workers ended, by what they went without."""
    stages = {}
    with ExitStack() as stack:
        workers = {}
        for number, without in enumerate(WITHOUT):
            folder = tmp_path_factory.mktemp("outage")
            kafka = Kafka(broker.address, f"outage{os.getpid()}-{number}.")
            stages[without] = Stage(kafka, folder, without=without)
            workers[without] = stack.enter_context(stages[without].worker())
        for worker in workers.values():
            worker.ready()
        for stage in stages.values():
            stage.kafka.feed("articles.raw", records(RECORDS, sleep=0.02))
        for stage in stages.values():
            stage.wait_written(1)
        broker.freeze()
        time.sleep(5)
        broker.kill()
        broker.start()
        wait_until(lambda: set(stages[""].written()) == set(range(RECORDS)))
        wait_until(lambda: workers["patience"].process.poll() is not None)
        for without in WITHOUT[2:]:
            wait_until(stages[without].lost, what=f"nothing was lost without {without}")
        for without, worker in workers.items():
            if worker.process.poll() is not None:
                stages[without].codes.append(worker.process.returncode)
    return stages


def test_an_outage_is_waited_out(stages: dict[str, Stage]) -> None:
    assert (stages[""].lost(), stages[""].codes) == ([], [])


def test_a_send_that_gives_up_is_a_hard_stop(stages: dict[str, Stage]) -> None:
    """With `producer_request_timeout` at a few seconds an outage ends the worker; nothing is lost as long as the batch is not done."""
    stage = stages["patience"]
    assert (stage.lost(), stage.codes) == ([], [70])


def test_a_send_that_gives_up_loses_its_batch(stages: dict[str, Stage]) -> None:
    """Without explicit marks and hard stops it counts as done."""
    assert stages["patience+explicit_done+hard_stop"].lost()


def test_a_send_that_the_broker_does_not_acknowledge(stages: dict[str, Stage]) -> None:
    """With `producer_acks=0` what was in the socket when the broker died counts as written."""
    assert stages["acknowledged_by_the_broker"].lost()
