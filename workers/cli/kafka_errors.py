"""How the commands that work with a broker end when something is wrong: one line, exit code 1."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from kafka.errors import KafkaError

from workers.kafka.connection import quiet_clients
from workers.kafka.errors import KafkaShellError

P = ParamSpec("P")
R = TypeVar("R")


def kafka_command(function: Callable[P, R]) -> Callable[P, R]:
    """Turn the Kafka shell's errors and a client's into one line each."""

    @wraps(function)
    def command(*args: P.args, **kwargs: P.kwargs) -> R:
        quiet_clients()
        try:
            return function(*args, **kwargs)
        except KafkaShellError as error:
            raise click.ClickException(str(error)) from None
        except KafkaError as error:
            raise click.ClickException(f"Kafka says: {type(error).__name__} {error}") from None

    return command
