import subprocess
import sys

import pytest

from workers.kafka.slots import take_slot

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="slots are only kept apart on Linux")


def test_a_second_worker_of_a_machine_gets_a_slot_of_its_own(topic_prefix: str) -> None:
    first = take_slot(topic_prefix, "0", seconds=0)
    second = take_slot(topic_prefix, "0", seconds=0)
    assert (first.name, second.name) == ("0", "0-2")


def test_a_slot_is_free_as_soon_as_its_worker_is_killed(topic_prefix: str) -> None:
    code = f"import time; from workers.kafka.slots import take_slot as t; s = t({topic_prefix!r}, '0'); print(s.name, flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"0\n"
        assert take_slot(topic_prefix, "0", seconds=0).name == "0-2"
        process.kill()
        process.wait()
    assert take_slot(topic_prefix, "0").name == "0"
