"""The server as a process: streams over HTTP, its limits, and its end."""

import asyncio
import re
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest

from tests.serve.examples import item
from tests.serve.running import Wire, serving
from workers.serve.app import make_app
from workers.serve.hub import Hub
from workers.serve.positions import Position
from workers.serve.protocol import LimitedProtocol
from workers.serve.server import listen, serve
from workers.serve.store import Place, Store


@pytest.fixture
def wire(tmp_path):
    return Wire(tmp_path / "wire")


def stream(url, count, **headers):
    """Read `count` messages of the stream: their ids and the headlines they carry."""
    got, lines = [], []
    with httpx.stream("GET", f"{url}/wire/stream", headers=headers, timeout=10) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            lines.append(line)
            if line.startswith("data: "):
                got.append((lines[-2].removeprefix("id: "), re.search(r'"title":"([^"]*)"', line)[1]))
                if len(got) == count:
                    return got
    return got


def test_a_reader_resumes_by_its_last_id_also_on_a_server_that_was_started_again(wire):
    wire.add(*(item(f"e{number}", headline=f"h{number}") for number in range(6)))
    with serving(wire.folder) as server:
        first = stream(server.url, 4)
        assert [headline for _, headline in first] == ["h0", "h1", "h2", "h3"]
        wire.add(item("e6", headline="h6"))
        second = stream(server.url, 3, **{"Last-Event-ID": first[3][0]})
        assert [headline for _, headline in second] == ["h4", "h5", "h6"]
        assert server.stop() == 0
    wire.add(item("e7", headline="h7"))
    with serving(wire.folder) as server:
        assert stream(server.url, 1, **{"Last-Event-ID": second[-1][0]})[0][1] == "h7"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_exit_code_0_though_streams_are_open(wire, number):
    wire.add(item("a"))
    with serving(wire.folder) as server, httpx.stream("GET", f"{server.url}/wire/stream") as answer:
        lines = answer.iter_lines()
        next(lines)
        idle = socket.create_connection(("127.0.0.1", int(server.url.rsplit(":", 1)[1])))
        began = time.monotonic()
        assert server.stop(number) == 0
        assert time.monotonic() - began < 10
        assert all(line is not None for line in lines)
        idle.close()


def test_streams_beyond_the_limit_are_refused_and_a_place_is_free_again_when_one_ends(wire):
    with serving(wire.folder, "--max-streams", "2") as server:
        url = f"{server.url}/wire/stream"
        with httpx.stream("GET", url), httpx.stream("GET", url):
            refused = httpx.get(url)
            assert refused.status_code == 503
            assert refused.headers["retry-after"]
            assert httpx.get(f"{server.url}/wire/items").status_code == 200
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            with httpx.stream("GET", url) as answer:
                if answer.status_code == 200:
                    return
            time.sleep(0.05)
        pytest.fail("the place of a closed stream was not given back")


def test_a_head_request_for_the_stream_ends(wire):
    with serving(wire.folder) as server:
        assert httpx.head(f"{server.url}/wire/stream").headers["content-type"].startswith("text/event-stream")


async def rest(reader):
    """All that comes until the connection ends, in order or by a reset."""
    got = b""
    try:
        while chunk := await reader.read(1 << 16):
            got += chunk
    except ConnectionError:
        pass
    return got


def run_in_process(client, **limits):
    """Run the server in this process, with other limits, while `client(port, hub)` runs."""

    class Impatient(LimitedProtocol):
        request_seconds = limits.get("request_seconds", 10)
        stalled_seconds = limits.get("stalled_seconds", 10)

    async def running():
        hub = Hub(Store(Position("e", (0,))))
        listening = listen("127.0.0.1", 0)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 16)
        ready, ended = asyncio.Event(), asyncio.Event()

        class Nothing:
            async def follow(self, _):
                await ended.wait()

        app = make_app(hub)
        serving = asyncio.create_task(
            serve(app, hub, Nothing(), listening, most_streams=9, ready=ready.set, protocol=Impatient)
        )
        try:
            async with asyncio.timeout(30):
                await ready.wait()
                return await client(listening.getsockname()[1], hub)
        finally:
            ended.set()
            await serving
            listening.close()

    return asyncio.run(running())


def test_a_connection_that_asks_for_nothing_is_ended():
    async def client(port, _):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        assert await rest(reader) == b""
        writer.close()

    run_in_process(client, request_seconds=0.3)


def test_a_reader_that_takes_nothing_is_dropped_and_the_others_get_everything():
    async def client(port, hub):
        async def open_stream(**options):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, **options)
            writer.write(b"GET /wire/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
            return reader, writer

        unread, stuck = await open_stream(limit=1024)
        stuck.transport.pause_reading()
        reader, writer = await open_stream(limit=1 << 22)
        total = 600

        async def count():
            seen = 0
            while seen < total and (line := await reader.readline()):
                seen += line.startswith(b"data: ")
            return seen

        counting = asyncio.create_task(count())
        for number in range(total):
            hub.store.take_item(item(f"e{number}", body="x" * 20_000).to_json(), Place(0, 0, number))
            await asyncio.sleep(0.002)
        assert await counting == total
        stuck.transport.resume_reading()
        got = await asyncio.wait_for(rest(unread), 5)
        assert got.count(b"data: ") < total
        writer.close()
        stuck.close()

    run_in_process(client, stalled_seconds=0.5)


def test_the_command_says_in_one_line_what_is_wrong(tmp_path):
    def run(*arguments, **environment):
        command = [sys.executable, "-m", "workers", "serve", *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, text=True, timeout=180, check=False, env=environment or None
        )

    began = time.monotonic()
    unknown = run(tmp_path / "nowhere")
    start = time.monotonic() - began
    assert (unknown.returncode, unknown.stderr.count("\n")) == (2, 1)
    assert "no such folder" in unknown.stderr
    began = time.monotonic()
    alone = run("--port", "0", EVACWIRE_BROKERS="127.0.0.1:1", PATH="")
    assert (alone.returncode, alone.stderr.count("\n")) == (1, 1)
    assert time.monotonic() - began < 10 + start
    wire = Wire(tmp_path)
    with serving(wire.folder) as server:
        taken = run(tmp_path, "--port", server.url.rsplit(":", 1)[1])
        assert (taken.returncode, taken.stderr.count("\n")) == (1, 1)
