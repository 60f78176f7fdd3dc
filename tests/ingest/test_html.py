"""The story of a page is found, whole, whatever the state of its mark-up."""

import time

import pytest

from workers.ingest.html import headline_of, looks_like_html, story_of

PARAGRAPHS = [
    "The governor ordered 4,000 people in the valley to leave their homes on Monday as the fire crossed the river.",
    "Buses took 312 of them to the fairground in Tarn, where the Red Cross had put up beds for a thousand.",
    "“We will not let anyone back before Thursday,” the sheriff said.",
]
PAGE = """<!DOCTYPE html><html><head><title>Fire | The Valley News</title><script>var x = "<p>no</p>";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Valley told to leave</h1>{paragraphs}</article>
<aside><h3>Most read</h3><p>Striker sold for nine million after a long summer of talk</p></aside><footer>Imprint</footer></body></html>"""


def page(paragraphs: list[str]) -> str:
    return PAGE.replace("{paragraphs}", "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))


def test_the_story_is_found_and_the_furniture_left():
    story = story_of(page(PARAGRAPHS))
    assert all(paragraph in story for paragraph in PARAGRAPHS)
    assert "Sport" not in story
    assert "Striker" not in story
    assert "var x" not in story


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_short_story_is_found_too(count):
    story = story_of(page(PARAGRAPHS[:count]))
    assert all(paragraph in story for paragraph in PARAGRAPHS[:count])


@pytest.mark.parametrize(
    "fragment",
    [
        "<p>{}</p>",
        "<div>{}</div>",
        "{}",
        "<form><table><tr><td>{}</td></tr></table></form>",
        "<blockquote><span>{}</span></blockquote>",
        '<?xml version="1.0" encoding="utf-16"?><html><body><p>{}</p></body></html>',
        "<p>\x00{}\ud800</p>",
        "<div>" * 20_000 + "{}",
        "<p><b><i>{}</font></b>",
    ],
)
def test_a_sentence_survives_any_mark_up(fragment):
    assert PARAGRAPHS[1] in " ".join(story_of(fragment.replace("{}", PARAGRAPHS[1])).split())


def test_inline_mark_up_parts_no_words_and_blocks_part_lines():
    assert story_of("<div>eva<b>cua</b>ted<br>at once</div><div>by bus</div>").split("\n") == [
        "evacuated",
        "at once",
        "by bus",
    ]


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<p>People left.", "<b>People left.", "<script>", "<", "<a ", '<a x="', "<table><tr><td>", "&", "<!--"],
)
def test_no_page_takes_long(piece):
    start = time.process_time()
    story_of(piece * 20_000)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("html", ["", " ", "<", "<!-- -->", "<p></p>", "\x00"])
def test_a_page_without_words_has_no_story(html):
    assert not any(character.isalnum() for character in story_of(html))


def test_the_headline_is_the_only_h1_else_the_shared_title():
    assert headline_of(page(PARAGRAPHS)) == "Valley told to leave"
    assert headline_of('<meta property="og:title" content=" Shared  title "><h1>A</h1><h1>B</h1>') == "Shared title"
    assert headline_of("<p>None</p>") is None


def test_mark_up_in_a_text_field_is_noticed_and_a_comparison_is_not():
    assert looks_like_html("<p>One.</p><p>Two.</p>")
    assert not looks_like_html("if a < b and c > d then <leave>")
