"""`evacwire tail`: what a topic holds, a JSON object a line."""

import os
from base64 import b64encode

import click
import orjson

from workers.cli.kafka_errors import kafka_command
from workers.kafka.connection import Connection
from workers.kafka.tools.reading import records
from workers.kafka.topics import full_name
from workers.settings import Settings
from workers.topics import Topic


@click.command()
@click.argument("topic", type=click.Choice([str(topic) for topic in Topic]), metavar="TOPIC")
@click.option(
    "--from-beginning", is_flag=True, help="Begin with the first record that the broker still has, not with the next."
)
@click.option("--until-end", is_flag=True, help="Stop where the topic ends now, not never.")
@kafka_command
def tail(topic: str, from_beginning: bool, until_end: bool) -> None:
    """Print the value of each record of TOPIC, a JSON object a line; tombstones are skipped.

    What is not a JSON object (articles.raw holds whatever was sent) is printed as {"encoding": ..., "input": ...}. On a terminal objects are
    spread over lines.
    """
    settings = Settings.from_environment()
    name = full_name(settings.text("EVACWIRE_TOPIC_PREFIX"), topic)
    output = click.get_binary_stream("stdout")
    form = orjson.OPT_INDENT_2 if output.isatty() else 0
    try:
        found = records(Connection.from_settings(settings), name, from_beginning=from_beginning, until_end=until_end)
        for record in found:
            if record.value is not None:
                output.write(line(record.value, form) + b"\n")
                output.flush()
    except KeyboardInterrupt:
        return
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())


def line(value: bytes, form: int = 0) -> bytes:
    """Return a record's value as a JSON object on one line (or spread, by orjson's option `form`)."""
    try:
        data = orjson.loads(value)
    except orjson.JSONDecodeError:
        data = None
    if not isinstance(data, dict):
        try:
            data = {"encoding": "utf-8", "input": value.decode()}
        except UnicodeDecodeError:
            data = {"encoding": "base64", "input": b64encode(value).decode()}
    elif not form and b"\n" not in value and b"\r" not in value:
        return value.strip()
    return orjson.dumps(data, option=form)
