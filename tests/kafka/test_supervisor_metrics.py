"""What the supervisor answers for a stage that has ended."""

import sys
from pathlib import Path

from schemas.vocabulary import StageName
from workers.kafka.hardstop import Exit
from workers.kafka.supervisor import Supervisor

STAGE = """
import sys
from workers.kafka.exposition import Metrics
from workers.stage import Tally
metrics = Metrics()
metrics.set("last_progress_timestamp_seconds", 1, "ingest")
metrics.count(Tally("articles_total", ("ingest", "relevant")))
sys.exit(77)
"""


def test_a_stage_that_is_given_up_keeps_its_counts_and_has_no_gauges(tmp_path: Path) -> None:
    """A gauge that nobody sets any more would look like a stage that works: its absence is what EvacwireStageMissing waits for."""
    supervisor = Supervisor([StageName.INGEST], lambda _: [sys.executable, "-c", STAGE], tmp_path)
    assert supervisor.run() == 1
    exposition = supervisor.render().decode()
    assert f'evacwire_worker_ends_total{{code="{int(Exit.REJECTING)}",stage="ingest"}} 1.0' in exposition
    assert 'evacwire_articles_total{outcome="relevant",stage="ingest"} 1.0' in exposition
    assert 'evacwire_last_progress_timestamp_seconds{stage="ingest"}' not in exposition
