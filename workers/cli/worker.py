"""`evacwire worker`: the stages on Kafka."""

import click

from schemas.vocabulary import StageName
from workers.cli.kafka_errors import kafka_command
from workers.settings import Settings

ALL = "all"


@click.command()
@click.argument(
    "stages", nargs=-1, type=click.Choice([*(str(name) for name in StageName), ALL]), metavar="[STAGE...|all]"
)
@click.option("--quiet", is_flag=True, help="Publish no wire items: for a replay.")
@kafka_command
def worker(stages: tuple[str, ...], quiet: bool) -> int:
    """Run Kafka workers for the STAGEs named: ingest, dedup, extract, fuse, or all of them.

    One stage runs in this process. Several run in a process each, supervised: one that ends is started again, and this process answers
    /metrics, /livez and /readyz for all. SIGTERM ends it within 30 seconds, losing nothing.
    """
    if not stages:
        raise click.UsageError("which stage? ingest, dedup, extract, fuse, or all")
    wanted = list(StageName) if ALL in stages else [name for name in StageName if name in stages]
    settings = Settings.from_environment()
    if len(wanted) > 1:
        from workers.kafka.supervisor import supervise, worker_command

        extra = ("--quiet",) if quiet else ()
        return supervise(wanted, settings, lambda stage: (*worker_command(stage), *extra))
    from workers.kafka.leash import Leash
    from workers.kafka.worker import Job, run_worker

    leash = Leash.from_environment()
    run_worker(Job.of(wanted[0], quiet=quiet), settings, leash)
