"""The examples of the consumer's guide work as they stand."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.serve.examples import cancelled, event, item
from tests.serve.running import Wire, broker_environment, serving

GUIDE = (Path(__file__).parents[2] / "docs" / "consuming.md").read_text()
STANDARD = "http://localhost:8080"


def example(language, containing):
    """The code block of that language that contains the words."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    (found,) = [block for block in blocks if containing in block]
    return found


def shell(command, folder, **environment):
    for tool in ("curl", "jq", "sed"):
        if shutil.which(tool) is None:
            pytest.skip(f"no {tool} on the PATH")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    everything = {**os.environ, **environment, "PATH": path}
    return subprocess.Popen(["sh", "-c", command], cwd=folder, env=everything, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def wire(tmp_path):
    wire = Wire(tmp_path / "wire")
    wire.add(event("a"), item("a", headline="first", urgency=5), event("b"), item("b", headline="second", urgency=2))
    return wire


def test_asking_for_a_country(wire, tmp_path):
    with serving(wire.folder) as server:
        command = example("sh", "country=AM").replace(STANDARD, server.url)
        assert shell(command, tmp_path).communicate(timeout=60)[0] == "2 second\n5 first\n"


def test_asking_again_costs_nothing(wire, tmp_path):
    with serving(wire.folder) as server:
        command = example("sh", "--etag-save").replace(STANDARD, server.url)
        assert shell(command, tmp_path).communicate(timeout=60)[0] == "304\n"


def test_following_the_stream_in_a_shell(wire, tmp_path):
    with serving(wire.folder) as server:
        process = shell(example("sh", "/wire/stream").replace(STANDARD, server.url), tmp_path)
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(2)] == ["1 first\n", "1 second\n"]
        wire.add(item("a", 2, headline="changed"))
        assert process.stdout.readline() == "2 changed\n"
        server.stop()
        process.communicate(timeout=60)


@contextmanager
def newsroom(folder):
    """Another web server on this machine, over the folder; yields its origin."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.browser
@pytest.mark.slow
def test_a_page_of_ones_own(wire, browser, tmp_path):
    with newsroom(tmp_path) as origin, serving(wire.folder, "--allow-origin", origin) as server:
        (tmp_path / "index.html").write_text(example("html", "EventSource").replace(STANDARD, server.url))
        page = browser.new_context().new_page()
        page.goto(f"{origin}/")
        page.get_by_text("second").wait_for()
        wire.add(item("a", 2, headline="changed"))
        page.get_by_text("changed").wait_for()
        assert page.locator("li").all_inner_texts() == ["changed", "second"]
        page.context.close()


@pytest.mark.kafka
@pytest.mark.slow
def test_reading_the_topic_in_python_and_in_a_shell(brokers, topic_prefix, publish, tmp_path):
    publish(item("a", headline="first"), item("a", headline="first"), cancelled("a", 2))
    script = tmp_path / "consumer.py"
    script.write_text(example("python", "KafkaConsumer"))
    settings = broker_environment(brokers, topic_prefix)
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().split() for _ in range(2)]
        process.kill()
    assert lines == [["publish", item("a").uri, "1", "first"], ["withdraw", item("a").uri]]
    told = shell(example("sh", "evacwire tail"), tmp_path, **settings).communicate(timeout=180)[0]
    assert told.splitlines() == ["1\tusable\tfirst"] * 2 + [f"2\tcanceled\t{item('a').title}"]
