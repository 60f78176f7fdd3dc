"""Run a worker with a test stage: `python -m tests.kafka.run_stage pass_through [batch_size] [without] [harms]`.

`without` names guards to take out (see `unguarded`), `harms` what is to go wrong (see `harms`); several are joined by `+`.
"""

import sys

from tests.kafka import harms, unguarded
from tests.kafka.stages import Counter, PassThrough
from workers.kafka.leash import Leash
from workers.kafka.worker import Job, run_worker
from workers.settings import Settings

NAMES = {"pass_through": PassThrough.name, "counter": Counter.name}


def main(stage: str, batch_size: str = "50", without: str = "", wrong: str = "") -> None:
    unguarded.remove(without)
    harms.do(wrong)
    job = Job(NAMES[stage], f"tests.kafka.stages:{stage}", int(batch_size))
    run_worker(job, Settings.from_environment(), Leash.from_environment())


if __name__ == "__main__":
    main(*sys.argv[1:])
