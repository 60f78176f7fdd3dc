"""`evacwire topics`: make the topics, and see how they are."""

import click

from workers.cli.kafka_errors import kafka_command
from workers.kafka.connection import Connection, admin_client
from workers.kafka.topics import DEFAULT_PARTITIONS, create_topics, describe_topics, repair_topics
from workers.settings import Settings


@click.group()
def topics() -> None:
    """Make the topics that the workers need, or show how they are."""


@topics.command()
@click.option("--partitions", type=click.IntRange(1, 1000), default=DEFAULT_PARTITIONS, show_default=True,
              help="Partitions of each topic: the most workers that can share a stage.")  # fmt: skip
@click.option(
    "--repair", is_flag=True, help="Also set retention, clean-up and sizes of existing topics as they should be."
)
@kafka_command
def create(partitions: int, repair: bool) -> None:
    """Make the topics that are missing. Existing ones are left as they are."""
    settings = Settings.from_environment()
    prefix = settings.text("EVACWIRE_TOPIC_PREFIX")
    with admin_client(Connection.from_settings(settings)) as admin:
        made, there = create_topics(admin, prefix, partitions)
        repaired = repair_topics(admin, prefix) if repair else []
    for name in made:
        click.echo(f"{name}: made, {partitions} partition{'s' if partitions > 1 else ''}")
    for name in there:
        click.echo(f"{name}: {'repaired' if name in repaired else 'was there'}")


@topics.command()
@kafka_command
def describe() -> int:
    """Show each topic and where it differs from what it should be. Exit code 1 where one does."""
    settings = Settings.from_environment()
    with admin_client(Connection.from_settings(settings)) as admin:
        reports = describe_topics(admin, settings.text("EVACWIRE_TOPIC_PREFIX"))
    width = max(len(report.name) for report in reports)
    for report in reports:
        size = f"{report.partitions} partitions, {report.replication} copies" if report.partitions else "-"
        click.echo(f"{report.name:<{width}}  {size:<26}  {'; '.join(report.drift) or 'as it should be'}")
    drifted = any(report.drift for report in reports)
    if drifted:
        click.echo("`evacwire topics create --repair` makes what is missing and sets the rest.", err=True)
    return 1 if drifted else 0
