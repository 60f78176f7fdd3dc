"""`evacwire serve`: the live wire page and its feeds."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workers.kafka.errors import KafkaShellError
from workers.serve import server
from workers.serve.app import MOST_STREAMS, make_app
from workers.serve.folder import Folder, FolderError
from workers.serve.hub import Hub
from workers.serve.security import LOOPBACK, is_loopback
from workers.serve.store import Store
from workers.settings import Settings

if TYPE_CHECKING:
    from workers.serve.broker import BrokerFeed


@click.command()
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 is every one.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free port.")
@click.option(
    "--allow-host", "hosts", multiple=True, metavar="NAME", help="Another host name to answer to, as behind a proxy."
)
@click.option("--allow-origin", "origins", multiple=True, help="A site whose pages may read the answers.")
@click.option(
    "--max-streams", default=MOST_STREAMS, show_default=True, type=click.IntRange(1), help="Open streams at most."
)
def serve(
    folder: Path | None, *, host: str, port: int, hosts: tuple[str, ...], origins: tuple[str, ...], max_streams: int
) -> None:
    """Show the wire in a browser, and as JSON, Atom and an event stream: from DIR, which `run` wrote, or from the running broker."""
    try:
        known = Folder(folder) if folder is not None else None
        listening = server.listen(host, port)
        source = known or _broker()
    except FolderError as error:
        raise _failure(str(error), 2) from None
    except (KafkaShellError, server.ListenError) as error:
        raise _failure(str(error), 1) from None
    names = {*LOOPBACK, host, *hosts} if is_loopback(host) or hosts else None
    address = server.address_of(listening)

    def ready() -> None:
        click.echo(f"the wire is at {address} (Ctrl+C ends)")

    async def run() -> None:
        hub = Hub(Store(source.start()))
        if isinstance(source, Folder):
            source.read_all(hub.store)
        app = make_app(hub, most_streams=max_streams, hosts=names, origins=origins)
        await server.serve(app, hub, source, listening, most_streams=max_streams, ready=ready)

    with listening:
        asyncio.run(run())


def _broker() -> "BrokerFeed":
    from workers.kafka.connection import Connection
    from workers.serve.broker import BrokerFeed

    settings = Settings.from_environment()
    return BrokerFeed(Connection.from_settings(settings), settings.text("EVACWIRE_TOPIC_PREFIX"))


def _failure(message: str, code: int) -> click.ClickException:
    failure = click.ClickException(message)
    failure.exit_code = code
    return failure
