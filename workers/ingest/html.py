"""From a page to the text of its story, one paragraph a line."""

import logging
import re
from collections.abc import Iterator

import trafilatura
from lxml import etree

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

STORY_SHARE = 0.7
"""Where trafilatura keeps less of the page's own paragraphs than this, it has cut the story: its rules expect long pages with one clear article."""
PARAGRAPH_LENGTH = 40
"""Characters from which a `p` counts as a paragraph of the story: captions, bylines and buttons are shorter."""
MAX_PAGE = 1_000_000
"""Characters. trafilatura takes 1.4 s for half a million of broken mark-up, growing faster than the page; beyond this the plain reading serves."""

_FURNITURE = frozenset({"nav", "aside", "footer", "button", "select", "noscript", "iframe", "svg", "figure"})
_UNSEEN = frozenset({"script", "style", "head", "template", "title"})
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)
_MARKUP = re.compile(r"</?(?:p|div|br|a|b|i|em|strong|span|h[1-6]|ul|li|img|html|body)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def looks_like_html(text: str) -> bool:
    """Tell whether a field that ought to be plain text carries mark-up: at least two common tags."""
    return len(_MARKUP.findall(text[:5000])) >= 2


def story_of(html: str) -> str:
    """Return the text of a page's story, one block a line, not yet cleaned; "" where nothing can be read. Never raises on bad mark-up."""
    page = _UNREADABLE.sub(" ", html)
    tree = _parse(page)
    if tree is None:
        return _TAG.sub("\n", page)
    paragraphs = [text for text in _paragraphs(tree) if len(text) >= PARAGRAPH_LENGTH]
    story = trafilatura.extract(page, fast=True, include_comments=False) if len(page) <= MAX_PAGE else None
    if story and _share_kept(paragraphs, story) >= STORY_SHARE:
        return str(story)
    return "\n".join(_blocks(tree))


def headline_of(html: str) -> str | None:
    """Return the page's headline: its only `h1`, else the title it gives to those who share it; None where it has neither."""
    tree = _parse(_UNREADABLE.sub(" ", html))
    if tree is None:
        return None
    headings = [text for node in tree.iter("h1") if (text := _squeezed("".join(node.itertext())))]
    if len(headings) == 1:
        return headings[0]
    shared = tree.xpath("//meta[@property='og:title']/@content")
    return _squeezed(str(shared[0])) or None if shared else None


def _parse(page: str) -> etree._Element | None:
    """Return the page's tree; None where there is none, or where elements nest so deep (2,048) that libxml2 gave up in the middle."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(page.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        return None
    cut_short = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    return None if cut_short else tree


def _paragraphs(tree: etree._Element) -> Iterator[str]:
    for node in tree.iter("p"):
        if not any(ancestor.tag in _FURNITURE for ancestor in node.iterancestors()):
            yield _squeezed("".join(node.itertext()))


def _share_kept(paragraphs: list[str], story: str) -> float:
    whole = _squeezed(story)
    total = sum(map(len, paragraphs))
    return sum(len(text) for text in paragraphs if text in whole) / total if total else 1.0


def _blocks(tree: etree._Element) -> list[str]:
    """Return the visible text of a tree without its furniture: blocks part lines, inline elements do not. No recursion: trees can be deep."""
    lines: list[list[str]] = [[]]
    hidden = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        unread = node.tag in _FURNITURE or node.tag in _UNSEEN
        if event == "start":
            hidden += unread
        if node.tag not in _INLINE:
            lines.append([])
        text = node.text if event == "start" else node.tail
        if event == "end":
            hidden -= unread
        if text and not hidden:
            lines[-1].append(text)
    return [text for line in lines if (text := _squeezed("".join(line)))]


def _squeezed(text: str) -> str:
    return " ".join(text.split())
