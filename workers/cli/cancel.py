"""`evacwire cancel`: an editor's word that an event is not to stand."""

from datetime import UTC, datetime

import click

from schemas.reports import Cancel
from workers.cli.kafka_errors import kafka_command
from workers.kafka import headers as names
from workers.kafka.cluster import look_up
from workers.kafka.connection import Connection
from workers.kafka.tools.feeding import Sending, send_all
from workers.kafka.topics import full_name
from workers.settings import Settings
from workers.topics import Topic


@click.command()
@click.argument("event", metavar="EVENT")
@click.option("--reason", required=True, metavar="TEXT", help="What readers are told: why the event does not stand.")
@kafka_command
def cancel(event: str, reason: str) -> int:
    """Cancel the EVENT of that id: its last version says so, and its wire item is withdrawn. No late copy revives it."""
    if not event.strip() or not reason.strip():
        raise click.UsageError("an event id and a reason are needed")
    settings = Settings.from_environment()
    connection, prefix = Connection.from_settings(settings), settings.text("EVACWIRE_TOPIC_PREFIX")
    topic = full_name(prefix, Topic.REPORTS)
    cluster = look_up(connection, prefix, [Topic.REPORTS])
    word = Cancel(event_id=event.strip(), reason=reason.strip(), at=datetime.now(UTC))
    headers = tuple(names.COMMON.items())
    copies = [
        Sending(topic, word.to_json(), event.strip().encode(), headers, number)
        for number in range(cluster.partitions[topic])
    ]
    delivery = send_all(connection, copies)
    for line in delivery.errors:
        click.echo(f"not taken: {line}", err=True)
    if not delivery.failed:
        click.echo(f"cancel of {event} sent; fuse acts on it within seconds", err=True)
    return 1 if delivery.failed else 0
