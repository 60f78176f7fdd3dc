"""From the bytes of a raw message to a valid `RawArticle`, or the reason why it is none."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import orjson
from pydantic import ValidationError

from schemas.articles import RawArticle
from schemas.vocabulary import Reason

MAX_MESSAGE_BYTES = 4 * 1024 * 1024
"""Four times Kafka's default record limit: a page with its images inlined passes, a concatenated dump does not."""
MAX_DEPTH = 1024
"""orjson's own limit. Articles are flat; feeds that wrap their own metadata nest a handful of levels."""
EARLIEST_YEAR = 1900
"""Feeds write the year 1 (and other impossible ones) for "unknown"; no feed carries articles older than this."""

_BOM = b"\xef\xbb\xbf"
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_TIMES = {"published_at": ("published_at", "published"), "fetched_at": ("fetched_at",)}
_IDS = ("article_id", "id")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a message is not an article: the stable reason, and one line for a person."""

    reason: Reason
    detail: str


def decode(value: bytes) -> RawArticle | Refusal:
    """Return the article in a message's bytes. Never raises.

    A time that cannot be understood counts as unknown, so that the article is not lost over it; any other field of the wrong type refuses
    the message. A lone surrogate becomes U+FFFD.
    """
    if len(value) > MAX_MESSAGE_BYTES:
        return Refusal(Reason.TOO_LARGE, f"{len(value)} bytes; at most {MAX_MESSAGE_BYTES} are taken")
    if not value.removeprefix(_BOM).strip(b" \t\r\n\x00"):
        return Refusal(Reason.EMPTY, "the message is empty")
    parsed = _parse(value)
    if isinstance(parsed, Refusal):
        return parsed
    if not isinstance(parsed, dict):
        return Refusal(Reason.NOT_AN_OBJECT, f"a JSON {_json_type(parsed)}, not an object")
    try:
        article = RawArticle.model_validate(_prepared(parsed))
    except ValidationError as error:
        return Refusal(Reason.INVALID_FIELD, _first_problem(error))
    if not (article.withdrawn or _has_words(article.text) or _has_words(article.html)):
        return Refusal(Reason.NO_TEXT, "neither a text nor an html")
    if article.withdrawn and not (article.article_id or _has_words(article.text) or _has_words(article.html)):
        return Refusal(Reason.NO_TEXT, "a withdrawal that names no article: it has neither an id nor a text")
    return article


def content_time(article: RawArticle) -> datetime | None:
    """Return when the article was published, else fetched, in UTC; None where neither is known."""
    return article.published_at or article.fetched_at


def _parse(value: bytes) -> object:
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError as error:
        problem = str(error)
    body = value.removeprefix(_BOM)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return Refusal(Reason.NOT_UTF8, str(error))
    if _depth(body) > MAX_DEPTH:
        return Refusal(Reason.TOO_DEEP, f"brackets nest more than {MAX_DEPTH} deep")
    try:
        return _without_surrogates(json.loads(text, strict=False, parse_constant=_refuse_constant))
    except ValueError:
        return Refusal(Reason.NOT_JSON, problem)
    except RecursionError:
        return Refusal(Reason.TOO_DEEP, "brackets nest too deep")


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _depth(body: bytes) -> int:
    depth = deepest = 0
    for byte in _STRINGS.sub(b"", body):
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _without_surrogates(value: object) -> object:
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
    return value


def _prepared(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with each alias settled, ids as strings, times read, and null for a flag that is not given."""
    prepared = {name: value for name, value in fields.items() if name not in {"id", "published"}}
    prepared["article_id"] = _article_id(fields)
    for name, aliases in _TIMES.items():
        times = (_time(fields.get(alias)) for alias in aliases)
        prepared[name] = next((time for time in times if time is not None), None)
    if prepared.get("withdrawn", False) is None:
        prepared["withdrawn"] = False
    return prepared


def _article_id(fields: Mapping[str, Any]) -> object:
    for name in _IDS:
        value = fields.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is not None and value != "":
            return value
    return None


def _time(value: object) -> datetime | None:
    """Return the instant that a feed's time names, in UTC, read without an offset as UTC; None where it names none."""
    if not isinstance(value, str):
        return None
    try:
        time = _read_time(value.strip())
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError, TypeError):
        return None
    return time if time.year >= EARLIEST_YEAR else None


def _read_time(value: str) -> datetime:
    if not value[:4].isdecimal():
        return parsedate_to_datetime(value)
    if len(value) == len("2022-01-24"):
        return datetime.combine(date.fromisoformat(value), datetime.min.time())
    return datetime.fromisoformat(value)


def _has_words(text: str | None) -> bool:
    return text is not None and any(character.isalnum() for character in text)


def _first_problem(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in problem["loc"])
    return f"{where}: {problem['msg']}"


def _json_type(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case list():
            return "array"
        case str():
            return "string"
        case _:
            return "number"
