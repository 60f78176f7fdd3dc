"""The feed is valid Atom, whatever the articles say."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.serve.examples import cancelled, event, item
from tests.serve.test_items import MANY, ask
from workers.serve.atom import feed
from workers.serve.facts import Query
from workers.serve.positions import Position
from workers.serve.store import Place, Store

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "g": "http://www.georss.org/georss",
}


def valid(content):
    root = etree.fromstring(content)
    SCHEMA.assertValid(root)
    return root


def test_an_item_is_an_entry_with_its_text_its_place_and_its_address():
    root = valid(ask("/wire/feed.atom", items=(item("a"),), events=(event("a"),)).content)
    (entry,) = root.findall("a:entry", NAMES)
    assert entry.findtext("a:id", None, NAMES) == item("a").uri
    assert entry.findtext("a:title", None, NAMES) == item("a").title
    assert entry.findtext("a:content", None, NAMES) == item("a").bodies[0].value
    assert entry.findtext("g:point", None, NAMES) == "40.18 44.51"
    assert entry.find("a:link[@rel='alternate']", NAMES).get("href") == "http://localhost:8080/#a"
    assert [each.get("term") for each in entry.findall("a:category", NAMES)] == ["AM", "ordered", "armed_conflict"]


def test_a_cancelled_item_is_a_tombstone_with_the_reason():
    root = valid(ask("/wire/feed.atom", items=(item("a"), cancelled("a", 2, "Withdrawn by the agency."))).content)
    assert root.findall("a:entry", NAMES) == []
    (tombstone,) = root.findall("at:deleted-entry", NAMES)
    assert tombstone.get("ref") == item("a").uri
    assert tombstone.findtext("at:comment", None, NAMES) == "Withdrawn by the agency."


def test_an_empty_feed_and_items_without_times_are_valid_too():
    valid(ask("/wire/feed.atom").content)
    valid(ask("/wire/feed.atom", items=(item("a", first_created=None, version_created=None, located=None),)).content)


def test_the_feed_is_paged_and_tagged():
    answer = ask("/wire/feed.atom", items=MANY)
    root = valid(answer.content)
    assert len(root.findall("a:entry", NAMES)) == 50
    older = root.find("a:link[@rel='next']", NAMES).get("href")
    assert len(valid(ask(older, items=MANY).content).findall("a:entry", NAMES)) == 50
    assert ask("/wire/feed.atom", items=MANY, If_None_Match=answer.headers["etag"]).status_code == 304
    assert answer.headers["content-type"].startswith("application/atom+xml")


@settings(max_examples=200, deadline=None)
@given(st.text(), st.text(), st.text(st.characters(min_codepoint=0, max_codepoint=0x20)))
def test_hostile_text_stays_text(headline, body, blank):
    store = Store(Position("e", (0,)))
    store.take_item(item("a", headline=headline + blank, body=body or "x").to_json(), Place(0, 0, 0))
    store.take_item(cancelled("b", 1, note=headline + blank).to_json(), Place(0, 0, 1))
    found, _ = store.page(Query(), None, 9)
    valid(feed(found, title="t", base="http://h/", own="http://h/f?q=%22<", older=None))
