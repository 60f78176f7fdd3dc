"""An article's signature: what dedup keeps of an article, and sends along in a header, so that its state is its output.

One packed layout serves both the window in memory and the header: at most two bytes a term and eight a sentence, no object a word.
"""

import struct
from dataclasses import dataclass

import numpy as np

from workers.dedup.sayings import ANCHOR_WEIGHT, NONE, Sayings
from workers.dedup.terms import KIND_SHIFT, KINDS

VERSION = 1
HEAD = struct.Struct("<BBQqqqHBH")
"""Version, flags, story, three times, length of the article id, number of content ids, number of sentences. Little-endian."""

_TIME = struct.Struct("<q")
_TIMES = struct.Struct("<qq")
_TIMES_AT = struct.calcsize("<BBQ")
_STREAM_TIME_AT = struct.calcsize("<BBQqq")
_ID_LENGTH = struct.Struct("<H")
_ID_LENGTH_AT = struct.calcsize("<BBQqqq")

UNKNOWN_TIME = -(2**63)
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


def pack(signature: Signature) -> bytes:
    """Return the signature as bytes, two bytes a term."""
    ident = signature.article_id.encode("utf-8", "surrogatepass")[:65535]
    contents = signature.contents[-MOST_CONTENTS:]
    sayings = kept(signature.sayings)
    head = HEAD.pack(
        VERSION, FLAG_WITHDRAWN * signature.withdrawn, signature.story, signature.first_published, signature.published,
        signature.stream_time, len(ident), len(contents), len(sayings),
    )  # fmt: skip
    parts = [head, ident, struct.pack(f"<{len(contents)}Q", *contents)]
    if sayings:
        parts.append(struct.pack(f"<{len(sayings)}Q", *sayings.keys))
        parts += [sayings.counts.astype(np.uint8).tobytes(), sayings.flat.astype("<u2").tobytes()]
    return b"".join(parts)


def kept(sayings: Sayings) -> Sayings:
    """Return what a signature keeps of sentences: all of it, unless they are too many or too long."""
    if len(sayings) > MOST_SENTENCES:
        sayings = sayings.chosen(range(MOST_SENTENCES))
    counts = sayings.counts
    if not len(sayings) or counts.max() <= LONGEST_SENTENCE:
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
    *_, ident_length, content_count, count = HEAD.unpack_from(data)
    if not count:
        return NONE
    at = HEAD.size + ident_length + 8 * content_count
    keys = struct.unpack_from(f"<{count}Q", data, at)
    at += 8 * count
    counts = np.frombuffer(data, np.uint8, count * KINDS, at)
    places = np.arange(len(counts)).repeat(counts)
    at += len(counts)
    if len(data) != at + 2 * len(places):
        raise ValueError("not a signature: its length is wrong")
    flat = np.frombuffer(data, "<u2", len(places), at)
    return Sayings(keys, flat | KIND_OF[places], places // KINDS)


def story_of(data: bytes) -> int:
    """Return the story of a packed signature; raises `ValueError` for bytes of another version."""
    version, _, story = HEAD.unpack_from(data)[:3]
    if version != VERSION:
        raise ValueError(f"a signature of version {version}; this program reads version {VERSION}")
    return int(story)


def stream_time_of(data: bytes) -> int:
    """Return the stream time of a packed signature."""
    return int(_TIME.unpack_from(data, _STREAM_TIME_AT)[0])


def times_of(data: bytes) -> tuple[int, int]:
    """Return when the first article of its story and the article itself were published, of a packed signature."""
    first, published = _TIMES.unpack_from(data, _TIMES_AT)
    return int(first), int(published)
