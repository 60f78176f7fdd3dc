"""Raw article messages from files, directories and standard input, one after another, in memory that does not grow with them."""

import mmap
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import orjson

STANDARD_INPUT = "-"
SUFFIXES = (".jsonl", ".ndjson", ".json", ".txt")
LONGEST_LINE = 64 * 1024 * 1024
"""Bytes. What is longer without a line feed is no article; it is taken in pieces of this size, so that memory stays bounded and nothing is lost."""
LONGEST_TITLE = 160
"""Characters. Wire headlines end at 100, tabloid ones at 150; a first paragraph is longer or ends in a full stop."""

_BOM = b"\xef\xbb\xbf"
_BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{},]', re.DOTALL)
_DATELINE = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})(?=\s)\s*")


class InputError(Exception):
    """An input that cannot be opened. The message is one line that names it and says why."""


@dataclass(frozen=True, slots=True)
class Message:
    """One raw message, as a feed would send it, and how many bytes of input have been read with it."""

    value: bytes
    read: int


def find(inputs: Sequence[str], *, beside: Path) -> list[str]:
    """Return the files that the inputs name, directories replaced by the articles in them (sorted; hidden files and `beside`, where the
    results go, left out). Raises `InputError` for the first that cannot be opened."""
    return [file for name in inputs for file in _files(name, beside)]


def size(files: Sequence[str]) -> int | None:
    """Return how many bytes the files hold together; None where one is standard input."""
    return None if STANDARD_INPUT in files else sum(Path(file).stat().st_size for file in files)


def messages(files: Sequence[str], published: datetime | None) -> Iterator[Message]:
    """Yield every raw message of the files in order. `published` is the publishing time of plain-text articles that do not tell their own.
    Raises `InputError` where a file can no longer be read."""
    for name in files:
        try:
            yield from _messages(name, published)
        except OSError as error:
            raise InputError(f"{name}: {error.strerror or error}") from error


def _files(name: str, beside: Path) -> Iterator[str]:
    if name == STANDARD_INPUT:
        yield name
        return
    if not name:
        raise InputError("an input without a name")
    path = Path(name)
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            results = beside.resolve() in file.resolve().parents
            if file.suffix.lower() in SUFFIXES and file.is_file() and not hidden and not results:
                yield _opened(file)
    elif path.exists() and path.suffix.lower() not in SUFFIXES:
        raise InputError(f"{name}: not a {', '.join(SUFFIXES)} file, a directory or -")
    else:
        yield _opened(path)


def _opened(path: Path) -> str:
    try:
        with path.open("rb") as file:
            file.peek(1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"{path}: {reason}") from error
    return str(path)


def _messages(name: str, published: datetime | None) -> Iterator[Message]:
    if name == STANDARD_INPUT:
        yield from _lines(sys.stdin.buffer)
        return
    path = Path(name)
    with path.open("rb") as file:
        match path.suffix.lower():
            case ".json":
                yield from _elements(file)
            case ".txt":
                content = file.read()
                yield Message(plain_article(path.stem, content, published), len(content))
            case _:
                yield from _lines(file)


def _lines(file: BinaryIO) -> Iterator[Message]:
    while line := file.readline(LONGEST_LINE):
        if not line.isspace():
            yield Message(line.removesuffix(b"\n"), len(line))


def _elements(file: BinaryIO) -> Iterator[Message]:
    """Yield the elements of a JSON array, or the whole where it is none. The file is mapped, never read as a whole."""
    with ExitStack() as stack:
        try:
            data: mmap.mmap | bytes = stack.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except ValueError:
            data = b""
        first = re.compile(rb"(?:\xef\xbb\xbf)?\s*").match(data)
        start = first.end() if first else 0
        if data[start : start + 1] != b"[":
            yield Message(bytes(data[:]), len(data))
            return
        for begin, end in _spans(data, start):
            if element := bytes(data[begin:end]).strip():
                yield Message(element, end - begin)


def _spans(data: mmap.mmap | bytes, start: int) -> Iterator[tuple[int, int]]:
    """Yield where each element of the array that opens at `start` begins and ends, and what stands after the array."""
    depth, begin = 0, start + 1
    for token in _BRACKETS.finditer(data, start):
        match token.group()[:1]:
            case b"[" | b"{":
                depth += 1
            case b"]" | b"}":
                depth -= 1
            case b"," if depth == 1:
                yield begin, token.start()
                begin = token.end()
        if depth == 0:
            yield begin, token.start()
            begin = token.end()
            break
    yield begin, len(data)


def plain_article(name: str, content: bytes, published: datetime | None) -> bytes:
    """Return a plain-text article as a raw message. Its id is `name`; a leading `date 2022-01-24` is its publishing date, else `published`;
    a short first line without a final stop is its title. Bytes that are no text are returned as they are, for ingest to refuse."""
    try:
        text = content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError:
        return content
    if not text.strip():
        return content
    time, text = _dated(text)
    title, body = _titled(text.lstrip())
    time = time or published
    article = {"article_id": name, "title": title, "text": body, "published_at": time and time.isoformat()}
    return orjson.dumps(article)


def _dated(text: str) -> tuple[datetime | None, str]:
    dateline = _DATELINE.match(text)
    if dateline is None:
        return None, text
    try:
        day = datetime.fromisoformat(dateline.group(1)).replace(tzinfo=UTC)
    except ValueError:
        return None, text
    return day, text[dateline.end() :]


def _titled(text: str) -> tuple[str | None, str]:
    """Part a title from the text. A line that goes on in lower case on the next is a wrapped sentence, not a title."""
    first, _, rest = text.partition("\n")
    line = first.strip()
    stopped = line.rstrip("\"'”’»)]").endswith(".")
    if not line or len(line) > LONGEST_TITLE or stopped or not rest.strip() or rest[:1].islower():
        return None, text
    return line, rest.strip("\n")
