"""Run the supervisor over test stages: `python -m tests.kafka.run_supervised`."""

import sys

from schemas.vocabulary import StageName
from tests.kafka.run_stage import NAMES
from workers.kafka.supervisor import supervise
from workers.settings import Settings

STAGES = {name: stage for stage, name in NAMES.items()}


def command(stage: StageName) -> tuple[str, ...]:
    return (sys.executable, "-m", "tests.kafka.run_stage", STAGES[stage])


if __name__ == "__main__":
    sys.exit(supervise(list(STAGES), Settings.from_environment(), command))
