"""The JSON and what every answer carries, over the application itself."""

import asyncio

import httpx
import pytest

from tests.serve.examples import disputed, event, item
from workers.serve.app import make_app
from workers.serve.hub import Hub
from workers.serve.items import LARGEST_PAGE
from workers.serve.positions import Position
from workers.serve.store import Place, Store


def ask(path, *, items=(), events=(), hosts=None, method="GET", **headers):
    """Ask an application that holds the records; returns the answer."""

    async def asking():
        hub = Hub(Store(Position("e", (0,))))
        for record in events:
            hub.store.take_event(record.to_json())
        for number, record in enumerate(items):
            hub.store.take_item(record.to_json(), Place(0, 0, number))
        transport = httpx.ASGITransport(make_app(hub, hosts=hosts))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8080") as client:
            return await client.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    return asyncio.run(asking())


MANY = tuple(item(f"e{number}") for number in range(250))


def test_items_are_what_the_pipeline_published_newest_first():
    answer = ask("/wire/items", items=(item("a"), item("b")))
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["items"] == [item("b").as_ninjs(), item("a").as_ninjs()]
    assert answer.json()["next"] is None
    assert answer.json()["position"] == "e_2"


def test_a_cursor_leads_through_all_pages():
    ids, path = [], "/wire/items?limit=60"
    while path:
        answer = ask(path, items=MANY)
        ids += [each["altIds"][0]["value"] for each in answer.json()["items"]]
        cursor = answer.json()["next"]
        path = cursor and f"/wire/items?limit=60&cursor={cursor}"
        assert ("next" in answer.links) == bool(cursor)
    assert ids == [f"e{number}" for number in range(249, -1, -1)]


def test_a_page_is_never_larger_than_the_limit():
    assert len(ask("/wire/items", items=MANY).json()["items"]) == 50
    assert len(ask("/wire/items?limit=999999", items=MANY).json()["items"]) == LARGEST_PAGE


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=-1", "limit=x", "limit=٣", "limit=" + "9" * 5000, "cursor=x", "cursor=1-2", "cursor=1-2-" + "9" * 5000, "country=USA", "status=gone", "cause=x", "q=" + "x" * 201],
)  # fmt: skip
def test_a_query_that_cannot_be_answered_is_told_in_one_line(query):
    for path in ("/wire/items", "/wire/feed.atom"):
        answer = ask(f"{path}?{query}", items=MANY[:3])
        assert answer.status_code == 400
        assert "\n" not in answer.json()["error"]


def test_filters_select_and_empty_ones_select_all():
    events = (event("a"), event("b", country="US", status="advised"))
    items = (item("a"), item("b"))
    assert len(ask("/wire/items?country=&status=&cause=&q=", items=items, events=events).json()["items"]) == 2
    assert len(ask("/wire/items?country=us", items=items, events=events).json()["items"]) == 1
    assert len(ask("/wire/items?status=advised&status=ordered", items=items, events=events).json()["items"]) == 2


def test_a_reader_that_has_the_answer_already_gets_304():
    first = ask("/wire/items", items=MANY[:3])
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = ask("/wire/items", items=MANY[:3], If_None_Match=known)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert ask("/wire/items", items=MANY[:4], If_None_Match=tag).status_code == 200


def test_one_item_and_its_event_have_addresses():
    assert ask("/wire/items/a", items=(item("a"),)).json() == item("a").as_ninjs()
    assert len(ask("/wire/events/a", items=(item("a"),), events=(disputed("a"),)).json()["sources"]) == 2
    assert ask("/wire/items/b").status_code == 404
    assert ask("/wire/events/b").status_code == 404


def test_the_desk_gets_rows_with_events_and_counts():
    answer = ask("/wire/items?view=desk", items=(item("a"), item("b")), events=(event("a"),)).json()
    assert [row["event"] and row["event"]["status"] for row in answer["rows"]] == [None, "ordered"]
    assert answer["counts"] == {"status": {"ordered": 1}, "country": {"AM": 2}, "cause": {"armed_conflict": 1}}


@pytest.mark.parametrize(
    "path", ["/", "/wire/items", "/wire/feed.atom", "/static/main.js", "/nothing", "/static/../app.py"]
)
def test_every_answer_forbids_what_hostile_text_could_do(path):
    headers = ask(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_scripts_and_styles_are_sent_as_what_they_are():
    assert "javascript" in ask("/static/main.js").headers["content-type"]
    assert "text/css" in ask("/static/page.css").headers["content-type"]


def test_nothing_outside_the_page_is_served():
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/..%2fapp.py"):
        assert ask(path).status_code == 404


def test_a_server_on_this_machine_answers_to_its_own_names_only():
    own = {"localhost", "127.0.0.1", "[::1]"}
    for host in ("localhost", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST:1"):
        assert ask("/wire/items", hosts=own, Host=host).status_code == 200
    for host in ("evil.example", "evil.example:8080", "localhost.evil.example", ""):
        refused = ask("/wire/items", hosts=own, Host=host)
        assert refused.status_code == 421
        assert "content-security-policy" in refused.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(method):
    for path in ("/", "/wire/items", "/wire/stream", "/wire/feed.atom", "/static/main.js"):
        assert ask(path, method=method).status_code == 405
