"""The page in Chromium: live, safe, and usable by everybody."""

import re
import time
from contextlib import contextmanager

import pytest

from tests.serve.examples import cancelled, disputed, event, item, source
from tests.serve.running import Wire, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ATTACK = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script><svg onload="window.hurt=1">'


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """One server for the module; each test adds events of its own to its folder."""
    wire = Wire(tmp_path_factory.mktemp("page"))
    wire.add(event("e1"), item("e1"), disputed("e1"), item("e1", 2))
    with serving(wire.folder) as server:
        yield wire, server.url


@contextmanager
def opened(browser, url, **options):
    """A page of its own, whose errors fail the test."""
    context = browser.new_context(**options)
    page = context.new_page()
    page.set_default_timeout(20_000)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(url)
    page.wait_for_selector("#state[data-state=live]")
    yield page
    context.close()
    assert errors == []


def until(page, condition):
    """Wait until the expression is true. (Playwright's own `wait_for_function` evaluates in the page, where the policy forbids it.)"""
    deadline = time.monotonic() + 30
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, condition
        page.wait_for_timeout(50)


def row(page, event_id):
    return page.locator(f".row[data-event='{event_id}']")


def ids(page):
    return [each.get_attribute("data-event") for each in page.locator(".row").all()]


def test_an_item_appears_is_updated_in_place_and_is_cancelled_without_reload(browser, served):
    wire, url = served
    with opened(browser, url) as page:
        page.evaluate("window.sameDocument = true")
        wire.add(event("live"), item("live", headline="Residents told to leave Magalia"))
        row(page, "live").get_by_text("Residents told to leave Magalia").wait_for()
        assert ids(page)[0] == "live"
        page.evaluate("document.querySelector('[data-event=live]').marked = true")
        wire.add(item("live", 2, headline="Residents ordered to leave Magalia"))
        row(page, "live").get_by_text("Residents ordered to leave Magalia").wait_for()
        assert row(page, "live").count() == 1
        assert page.evaluate("document.querySelector('[data-event=live]').marked")
        wire.add(cancelled("live", 3))
        row(page, "live").get_by_text("Cancelled", exact=True).wait_for()
        assert page.evaluate("window.sameDocument")
        page.locator("#said").get_by_text("Cancelled").wait_for()


def test_an_open_item_follows_its_event(browser, served):
    wire, url = served
    wire.add(event("open"), item("open"))
    with opened(browser, f"{url}/#open") as page:
        page.get_by_role("heading", name="Sources: 1").wait_for()
        wire.add(disputed("open"))
        page.get_by_role("heading", name="Where reports differ").wait_for()
        assert page.locator(".sides strong").all_inner_texts() == ["about 240", "about 400"]
        assert page.locator(".sides span").all_inner_texts() == ["Associated Press", "Reuters"]


def test_the_evidence_is_marked_in_its_context(browser, served):
    wire, url = served
    twice = source("s", "Wire", "they must leave", before="Some say they must leave. Later: ", after=" now.")
    wire.add(event("marked", sources=[twice]), item("marked"))
    with opened(browser, f"{url}/#marked") as page:
        page.locator("mark").wait_for()
        assert page.locator("blockquote").inner_text() == "Some say they must leave. Later: they must leave now."
        assert (
            page.evaluate("document.querySelector('mark').previousSibling.data") == "Some say they must leave. Later: "
        )


def hostile(wire):
    quote = source("s", ATTACK, ATTACK, before=ATTACK, after=ATTACK, url="javascript:window.hurt=1", attribution=ATTACK)
    actor = {"name": ATTACK, "country": "US", "kind": "government"}
    place = {"place": ATTACK, "country": "US", "lat": 1.0, "lon": 1.0}
    wire.add(
        event("hostile", sources=[quote], actor=actor, origins=[place], attribution=ATTACK, note=ATTACK),
        item("hostile", headline=ATTACK, body=ATTACK, slugline=ATTACK, ed_note=ATTACK),
    )


def hurt(browser, url, *, dom=None, **options):
    """Show the hostile item, if need be with another dom.js; returns whether its script ran and what the policy stopped."""
    context = browser.new_context(**options)
    page = context.new_page()

    def replaced(route):
        route.fulfill(body=dom, content_type="text/javascript", headers=route.fetch().headers)

    if dom is not None:
        page.route("**/static/dom.js", replaced)
    page.add_init_script(
        "window.stopped = []; addEventListener('securitypolicyviolation', (event) => stopped.push(event.effectiveDirective))"
    )
    page.goto(f"{url}/#hostile")
    page.wait_for_timeout(2_000)
    ran, stopped = page.evaluate("window.hurt === 1"), set(page.evaluate("stopped"))
    context.close()
    return ran, stopped


def broken_dom():
    """The page's dom.js with its escape broken: text becomes markup."""
    from workers.serve.app import STATIC

    whole = (STATIC / "dom.js").read_text()
    broken = whole.replace(
        "return document.createTextNode(String(value));",
        "const span = document.createElement('span'); span.innerHTML = String(value); return span;",
    )
    assert broken != whole
    return broken


def test_a_script_in_any_text_does_nothing(browser, served):
    wire, url = served
    hostile(wire)
    assert hurt(browser, url) == (False, set())
    with opened(browser, f"{url}/#hostile") as page:
        page.locator("#story-title").wait_for()
        assert page.locator("#story-title").inner_text() == ATTACK
        assert page.locator("a[href^='javascript']").count() == 0
        assert page.locator("#reader img, #reader script, #rows img, #rows script").count() == 0


def test_the_escape_test_fails_where_the_escape_is_broken(browser, served):
    wire, url = served
    hostile(wire)
    ran, _ = hurt(browser, url, dom=broken_dom(), bypass_csp=True)
    assert ran


def test_where_the_escape_is_broken_the_policy_still_holds(browser, served):
    wire, url = served
    hostile(wire)
    ran, stopped = hurt(browser, url, dom=broken_dom())
    assert not ran
    assert stopped == {"require-trusted-types-for"}


def test_a_page_that_was_cut_off_gets_all_it_missed_once(tmp_path, browser):
    wire = Wire(tmp_path / "wire")
    wire.add(item("before", headline="before"))
    with serving(wire.folder) as first:
        port = first.url.rsplit(":", 1)[1]
        with opened(browser, first.url) as page:
            page.evaluate("""() => {
              window.arrived = [];
              new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach((node) => node.dataset && arrived.push(node.dataset.event))))
                .observe(document.getElementById("rows"), { childList: true });
            }""")
            wire.add(item("e0"))
            row(page, "e0").wait_for()
            assert first.stop() == 0
            page.wait_for_selector("#state[data-state=lost]")
            wire.add(*(item(f"e{number}") for number in range(1, 120)))
            with serving(wire.folder, "--port", port):
                row(page, "e119").wait_for()
                page.wait_for_selector("#state[data-state=live]")
                expected = [f"e{number}" for number in range(119, -1, -1)] + ["before"]
                assert ids(page) == expected
                assert page.evaluate("arrived") == list(reversed(expected[:-1]))


def test_filters_select_by_country_status_cause_and_text_and_stay_in_the_address(browser, served):
    wire, url = served
    flood = {"category": "flood", "text": "the flood"}
    wire.add(event("chile", country="CL", status="advised", cause=flood), item("chile", headline="Valdivia floods"))
    with opened(browser, url) as page:
        row(page, "chile").wait_for()
        page.get_by_label("Country").select_option("CL")
        until(page, "document.querySelectorAll('.row').length === 1")
        assert ids(page) == ["chile"]
        assert "country=CL" in page.url
        page.get_by_role("button", name="Clear").click()
        until(page, "document.querySelectorAll('.row').length > 1")
        page.get_by_label("Text").fill("valdivia FLOODS")
        until(page, "document.querySelectorAll('.row').length === 1")
        wire.add(event("other"), item("other", headline="Elsewhere"))
        wire.add(event("match"), item("match", headline="Floods near Valdivia"))
        row(page, "match").wait_for()
        assert ids(page) == ["match", "chile"]
    with opened(browser, f"{url}/?cause=flood&status=advised") as page:
        assert ids(page) == ["chile"]


def test_the_wire_can_be_read_by_keyboard_alone(browser, served):
    _, url = served
    with opened(browser, url) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the wire"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        first = page.evaluate("document.activeElement.closest('.row').dataset.event")
        page.keyboard.press("ArrowDown")
        second = page.evaluate("document.activeElement.closest('.row').dataset.event")
        assert [first, second] == ids(page)[:2]
        page.keyboard.press("Enter")
        until(page, "document.activeElement.id === 'story-title'")
        page.keyboard.press("Escape")
        until(page, f"document.activeElement.closest('.row')?.dataset.event === '{second}'")


PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_stands_in_the_way_of_assistive_technology(browser, served, size, scheme):
    from axe_playwright_python.sync_playwright import Axe

    wire, url = served
    wire.add(cancelled("gone", 1), event("gone"))
    statuses = [
        "advised",
        "authorized",
        "ordered",
        "planned",
        "under_way",
        "completed",
        "halted",
        "ruled_out",
        "called_for",
    ]
    wire.add(*(event(status, status=status) for status in statuses), *(item(status) for status in statuses))
    for path in ("/", "/#e1", "/#gone"):
        with opened(browser, url + path, viewport=size, color_scheme=scheme, reduced_motion="reduce") as page:
            row(page, "called_for").wait_for(state="attached")
            found = Axe().run(page).response["violations"]
            assert [(each["id"], each["impact"]) for each in found] == []


def test_the_theme_can_be_chosen_and_is_kept(browser, served):
    _, url = served
    with opened(browser, url, color_scheme="light") as page:
        paper = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(paper)
        for name in ("light", "dark"):
            page.locator("#theme").click()
            assert page.locator("#theme-name").inner_text() == name
        dark = page.evaluate(paper)
        assert dark != light
        page.reload()
        page.wait_for_selector(".row")
        assert page.evaluate(paper) == dark


def test_a_phone_shows_the_list_or_the_item_and_nothing_is_cut_off(browser, served):
    _, url = served
    with opened(browser, url, viewport=PHONE, has_touch=True) as page:
        assert page.locator("#reader").is_hidden()
        row(page, "e1").locator("a").tap()
        page.locator("#story-title").wait_for()
        assert page.locator("#wire").is_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.get_by_role("link", name="Back to the wire").tap()
        page.locator("#wire").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_map_shows_the_world_and_the_chosen_place(browser, served):
    _, url = served
    with opened(browser, url, viewport=DESK) as page:
        until(page, "document.querySelectorAll('#outlines path').length > 200")
        assert re.search("world", page.locator("#map").get_attribute("aria-label"))
        page.goto(f"{url}/#e1")
        page.locator(".map-label").get_by_text("Yerevan").wait_for()
        box, mark = page.locator("#map").bounding_box(), page.locator(".map-label").bounding_box()
        assert abs(mark["x"] - box["x"] - box["width"] / 2) < 60
        assert page.locator(".country.is-chosen").count() >= 1


def test_nothing_is_asked_of_another_host(browser, served):
    _, url = served
    context = browser.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{url}/#e1")
    page.locator("#story-title").wait_for()
    context.close()
    assert asked
    assert all(address.startswith(url) for address in asked)
