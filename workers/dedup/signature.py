"""An article's signature: what dedup keeps of an article, and sends along in a header, so that its state is its output.

One packed layout serves both the window in memory and the header: at most two bytes a term and eight a sentence, no object a word.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workers.dedup.sayings import ANCHOR_WEIGHT, NONE, Sayings
from workers.dedup.terms import KIND_SHIFT, KINDS

VERSION = 1
HEAD = struct.Struct("<BBQqqqHBH")
"""Version, flags, story, three times, length of the article id, number of content ids, number of sentences. Little-endian."""

_TIME = struct.Struct("<q")
_STREAM_TIME_AT = struct.calcsize("<BBQqq")
_ID_LENGTH = struct.Struct("<H")
_ID_LENGTH_AT = struct.calcsize("<BBQqqq")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
UNKNOWN_TIME = -(2**63)
LONGEST_ID = 65_535
"""Bytes kept of an article id."""
LONGEST_SENTENCE = 255
"""Terms of one kind kept of a sentence."""
MOST_SENTENCES = 120
"""Sentences kept of an article. The first 120 decide; a day's live blog is one story by far less."""
MOST_CONTENTS = 32
"""Versions of one article id that are remembered."""

KIND_OF = (np.arange(2**16 * KINDS, dtype=np.int32) % KINDS) << KIND_SHIFT
"""What a term's kind adds to its hash, by the place of its count."""
ANCHOR_OF = np.where(ANCHOR_WEIGHT[KIND_OF >> KIND_SHIFT] > 0, KIND_OF, -1)
"""The same, -1 for kinds that are no anchors."""

FLAG_WITHDRAWN = 1


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of an article. Times are milliseconds since 1970, `UNKNOWN_TIME` where unknown; `sayings` only what its story had not
    said in these words."""

    article_id: str
    contents: tuple[int, ...]
    story: int
    first_published: int
    published: int
    stream_time: int
    withdrawn: bool
    sayings: Sayings


class Heading(NamedTuple):
    """Who an article is, its story, and three times as in its signature; whether it says anything that its story had not said."""

    article_id: str
    story: int
    first_published: int
    published: int
    stream_time: int
    says: bool


def milliseconds(time: datetime | None) -> int:
    """Return a time in milliseconds since 1970, rounded down, `UNKNOWN_TIME` where there is none."""
    return UNKNOWN_TIME if time is None else (time - EPOCH) // MILLISECOND


def pack(signature: Signature, sayings: Sayings | None = None) -> bytes:
    """Return the signature as bytes, two bytes a term. `sayings`: what is kept of its sentences, where that is known."""
    if sayings is None:
        sayings = kept(signature.sayings)
    parts = [head(signature, len(sayings))]
    if sayings:
        parts.append(struct.pack(f"<{len(sayings)}Q", *sayings.keys))
        parts += [sayings.counts.astype(np.uint8).tobytes(), sayings.flat.astype("<u2").tobytes()]
    return b"".join(parts)


def head(signature: Signature, sentences: int) -> bytes:
    """Return the part of a packed signature before its sentences, of which there are so many."""
    ident = _cut(signature.article_id.encode("utf-8", "surrogatepass"))
    contents = signature.contents[-MOST_CONTENTS:]
    fixed = HEAD.pack(
        VERSION, FLAG_WITHDRAWN * signature.withdrawn, signature.story, signature.first_published, signature.published,
        signature.stream_time, len(ident), len(contents), sentences,
    )  # fmt: skip
    return b"".join((fixed, ident, struct.pack(f"<{len(contents)}Q", *contents)))


def _cut(ident: bytes) -> bytes:
    """Return as much of an article id as its length has room for, in whole characters."""
    end = LONGEST_ID
    while end < len(ident) and ident[end] & 0xC0 == 0x80:
        end -= 1
    return ident[:end]


def kept(sayings: Sayings) -> Sayings:
    """Return what a signature keeps of sentences: all of it, unless they are too many or too long."""
    if len(sayings) > MOST_SENTENCES:
        sayings = sayings.chosen(range(MOST_SENTENCES))
    counts = sayings.counts
    if not len(sayings) or np.maximum.reduce(counts) <= LONGEST_SENTENCE:
        return sayings
    places = np.arange(len(sayings.flat)) - np.repeat(np.cumsum(counts) - counts, counts)
    short = places < LONGEST_SENTENCE
    return Sayings(sayings.keys, sayings.flat[short], sayings.owner[short])


def unpack(data: bytes) -> Signature:
    """Return the signature that `pack` packed; raises `ValueError` for bytes that are none."""
    try:
        version, flags, story, first, published, stream, ident_length, content_count, _ = HEAD.unpack_from(data)
        if version != VERSION:
            raise ValueError(f"a signature of version {version}; this program reads version {VERSION}")
        contents = struct.unpack_from(f"<{content_count}Q", data, HEAD.size + ident_length)
        sayings = sayings_of(data)
    except struct.error as error:
        raise ValueError(f"not a signature: {error}") from None
    return Signature(
        article_id_of(data), contents, story, first, published, stream, bool(flags & FLAG_WITHDRAWN), sayings
    )


def article_id_of(data: bytes) -> str:
    """Return the article id of a packed signature; raises `ValueError` where it cannot be read."""
    (length,) = _ID_LENGTH.unpack_from(data, _ID_LENGTH_AT)
    return data[HEAD.size : HEAD.size + length].decode("utf-8", "surrogatepass")


def sentences_in(data: bytes) -> int:
    """Return how many sentences a packed signature holds."""
    return int(HEAD.unpack_from(data)[-1])


def keys_of(data: bytes) -> tuple[int, ...]:
    """Return the keys of the sentences in a packed signature."""
    *_, ident_length, content_count, count = HEAD.unpack_from(data)
    return struct.unpack_from(f"<{count}Q", data, HEAD.size + ident_length + 8 * content_count)


def anchors_of(data: bytes) -> frozenset[int]:
    """Return the different terms in a packed signature that tell of the event."""
    *_, ident_length, content_count, count = HEAD.unpack_from(data)
    at = HEAD.size + ident_length + 8 * (content_count + count)
    kinds = (
        ANCHOR_OF[: count * KINDS].repeat(np.frombuffer(data, np.uint8, count * KINDS, at)) if count else ANCHOR_OF[:0]
    )
    terms = np.frombuffer(data, "<u2", len(kinds), at + count * KINDS) | kinds
    return frozenset(terms[kinds >= 0].tolist())


def sayings_of(data: bytes) -> Sayings:
    """Return the sentences in a packed signature; raises `ValueError` where its length is wrong."""
    keys, counts, hashes = _parts(data)
    if not keys:
        return NONE
    return _sayings(struct.unpack(f"<{len(keys) // 8}Q", keys), np.frombuffer(counts, np.uint8), hashes)


def _sayings(keys: tuple[int, ...], counts: NDArray[np.uint8], hashes: bytes) -> Sayings:
    places = np.arange(len(counts)).repeat(counts)
    kinds = KIND_OF[places] if len(counts) <= len(KIND_OF) else places % KINDS << KIND_SHIFT
    return Sayings(keys, (np.frombuffer(hashes, "<u2") | kinds).astype(np.int32, copy=False), places // KINDS)


def _parts(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the keys, the counts and the hashes of the terms in a packed signature; raises `ValueError` where its length is wrong."""
    *_, ident_length, content_count, count = HEAD.unpack_from(data)
    at = HEAD.size + ident_length + 8 * content_count
    middle = at + 8 * count
    end = middle + KINDS * count
    keys, counts, hashes = data[at:middle], data[middle:end], data[end:]
    if len(counts) != KINDS * count or len(hashes) != 2 * sum(counts):
        raise ValueError("not a signature: its length is wrong")
    return keys, counts, hashes


@dataclass(frozen=True, slots=True)
class Lot:
    """The sentences of many articles: the article of each sentence, its key and the counts of its terms; `sayings` without keys."""

    size: int
    article: NDArray[np.intp]
    keys: NDArray[np.uint64]
    counts: NDArray[np.uint8]
    sayings: Sayings

    @classmethod
    def of(cls, packed: Sequence[bytes]) -> "Lot":
        """Read the sentences in packed signatures."""
        keys, counts, hashes = (b"".join(parts) for parts in zip(*map(_parts, packed), strict=True))
        numbers = [HEAD.unpack_from(data)[-1] for data in packed]
        all_counts = np.frombuffer(counts, np.uint8)
        return cls(
            len(packed),
            np.arange(len(packed)).repeat(numbers),
            np.frombuffer(keys, "<u8"),
            all_counts,
            _sayings((), all_counts, hashes),
        )


def heading_of(data: bytes) -> Heading:
    """Return who an article is, of a packed signature; raises `ValueError` where it cannot be read."""
    try:
        version, _, story, first, published, stream, ident_length, _, count = HEAD.unpack_from(data)
        if version != VERSION:
            raise ValueError(f"a signature of version {version}; this program reads version {VERSION}")
        ident = data[HEAD.size : HEAD.size + ident_length].decode("utf-8", "surrogatepass")
    except (struct.error, UnicodeDecodeError) as error:
        raise ValueError(f"not a signature: {error}") from None
    return Heading(ident, story, first, published, stream, count > 0)


def checked(data: bytes) -> bytes:
    """Return a packed signature from outside; raises `ValueError` where it is none."""
    heading_of(data)
    if sentences_in(data) > MOST_SENTENCES:
        raise ValueError("not a signature: it has more sentences than one keeps")
    _parts(data)
    return bytes(data)


def stream_time_of(data: bytes) -> int:
    """Return the stream time of a packed signature."""
    return int(_TIME.unpack_from(data, _STREAM_TIME_AT)[0])
