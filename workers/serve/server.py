"""Runs the application under uvicorn until a signal ends it."""

import asyncio
import contextlib
import resource
import signal
import socket
from collections.abc import Callable, Iterator
from typing import Protocol

import uvicorn
from starlette.types import ASGIApp

from workers.serve.hub import Hub
from workers.serve.protocol import LimitedProtocol

SHUTDOWN_SECONDS = 4
"""Streams end at once when the server does; this is for an answer that a slow reader is still taking."""
OTHER_CONNECTIONS = 256
"""Connections beside the streams: pages, feeds, and readers that come and go."""
BACKLOG = 1024


class Source(Protocol):
    """Where the records come from."""

    async def follow(self, hub: Hub) -> None:
        """Take records into the hub's store until cancelled; raises what a person has to mend."""


class ListenError(OSError):
    """The address cannot be listened at. The message is one line."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at the address, port 0 being any free one; raises `ListenError`."""
    try:
        family, kind, number, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, number)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise ListenError(f"cannot listen at {host}, port {port}: {error.strerror or error}") from None
    return listening


def address_of(listening: socket.socket) -> str:
    """Return the address that a browser on this machine opens."""
    host, port = listening.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


class _Server(uvicorn.Server):
    """Uvicorn's server, its signals handled here: uvicorn raises them again at the end, which hides the exit code."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(
    app: ASGIApp,
    hub: Hub,
    source: Source,
    listening: socket.socket,
    *,
    most_streams: int,
    ready: Callable[[], None],
    protocol: type[LimitedProtocol] = LimitedProtocol,
) -> None:
    """Serve until SIGTERM or SIGINT, or until the source ends. `ready` is called once connections are taken. Raises what the source raises."""
    _raise_file_limit(most_streams + 2 * OTHER_CONNECTIONS)
    config = uvicorn.Config(
        app,
        http=protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=BACKLOG,
        limit_concurrency=most_streams + OTHER_CONNECTIONS,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    server = _Server(config)

    def end() -> None:
        hub.close()
        server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    following = asyncio.create_task(source.follow(hub))
    following.add_done_callback(lambda _: end())
    serving = asyncio.create_task(server.serve([listening]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    ready()
    await serving
    if following.done():
        following.result()
    following.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await following


def _raise_file_limit(wanted: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        resource.setrlimit(
            resource.RLIMIT_NOFILE, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
        )
