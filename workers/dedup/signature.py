"""An article's signature: what dedup keeps of an article, and sends along in a header, so that its state is its output.

One packed layout serves both the window in memory and the header: at most two bytes a term and eight a sentence, no object a word.
"""

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.dedup.terms import KIND_SHIFT

VERSION = 1
HEAD = struct.Struct("<BBQqqqHBH")
"""Version, flags, story, three times, length of the article id, number of content ids, number of sentences. Little-endian."""

_TIME = struct.Struct("<q")
_STREAM_TIME_AT = struct.calcsize("<BBQqq")
_ID_LENGTH = struct.Struct("<H")
_ID_LENGTH_AT = struct.calcsize("<BBQqqq")

UNKNOWN_TIME = -(2**63)
KINDS = 6
LONGEST_SENTENCE = 255
"""Terms of one kind kept of a sentence."""
MOST_SENTENCES = 120
"""Sentences kept of an article. The first 120 decide; a day's live blog is one story by far less."""
MOST_CONTENTS = 32
"""Versions of one article id that are remembered."""

FLAG_WITHDRAWN = 1

Terms = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence as it is kept: its key and its terms, sorted."""

    key: int
    terms: Terms


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
    sayings: tuple[Saying, ...]


def pack(signature: Signature) -> bytes:
    """Return the signature as bytes, two bytes a term."""
    ident = signature.article_id.encode("utf-8", "surrogatepass")[:65535]
    contents = signature.contents[-MOST_CONTENTS:]
    sayings = signature.sayings[:MOST_SENTENCES]
    head = HEAD.pack(
        VERSION, FLAG_WITHDRAWN * signature.withdrawn, signature.story, signature.first_published, signature.published,
        signature.stream_time, len(ident), len(contents), len(sayings),
    )  # fmt: skip
    parts = [head, ident, struct.pack(f"<{len(contents)}Q", *contents)]
    if sayings:
        parts.append(struct.pack(f"<{len(sayings)}Q", *(saying.key for saying in sayings)))
        kept = [_kept(saying.terms) for saying in sayings]
        counts = np.array([np.bincount(terms >> KIND_SHIFT, minlength=KINDS) for terms in kept], dtype=np.uint8)
        parts += [counts.tobytes(), np.concatenate(kept).astype("<u2").tobytes()]
    return b"".join(parts)


def _kept(terms: Terms) -> Terms:
    if len(terms) <= LONGEST_SENTENCE:
        return terms
    kinds = terms >> KIND_SHIFT
    return np.concatenate([terms[kinds == kind][:LONGEST_SENTENCE] for kind in range(KINDS)])


def unpack(data: bytes) -> Signature:
    """Return the signature that `pack` packed; raises `ValueError` for bytes that are none."""
    try:
        version, flags, story, first, published, stream, ident_length, content_count, count = HEAD.unpack_from(data)
        if version != VERSION:
            raise ValueError(f"a signature of version {version}; this program reads version {VERSION}")
        at = HEAD.size + ident_length
        contents = struct.unpack_from(f"<{content_count}Q", data, at)
        sayings = _sayings(data, at + 8 * content_count, count)
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


def terms_of(data: bytes) -> tuple[Terms, NDArray[np.intp]]:
    """Return the terms of all sentences in a packed signature, one after the other, and the number of each one's sentence."""
    *_, ident_length, content_count, count = HEAD.unpack_from(data)
    if not count:
        return np.zeros(0, np.int32), np.zeros(0, np.intp)
    at = HEAD.size + ident_length + 8 * (content_count + count)
    counts = np.frombuffer(data, np.uint8, count * KINDS, at)
    places = np.repeat(np.arange(count * KINDS), counts)
    flat = np.frombuffer(data, "<u2", -1, at + count * KINDS).astype(np.int32)
    return flat | (places % KINDS).astype(np.int32) << KIND_SHIFT, places // KINDS


def story_of(data: bytes) -> int:
    """Return the story of a packed signature; raises `ValueError` for bytes of another version."""
    version, _, story = HEAD.unpack_from(data)[:3]
    if version != VERSION:
        raise ValueError(f"a signature of version {version}; this program reads version {VERSION}")
    return int(story)


def stream_time_of(data: bytes) -> int:
    """Return the stream time of a packed signature."""
    return int(_TIME.unpack_from(data, _STREAM_TIME_AT)[0])


def _sayings(data: bytes, at: int, count: int) -> tuple[Saying, ...]:
    if not count:
        return ()
    keys = struct.unpack_from(f"<{count}Q", data, at)
    at += 8 * count
    counts = np.frombuffer(data, np.uint8, count * KINDS, at)
    at += count * KINDS
    total = int(counts.sum())
    if len(data) != at + 2 * total:
        raise ValueError("not a signature: its length is wrong")
    kinds = np.repeat(np.tile(np.arange(KINDS, dtype=np.int32), count), counts)
    terms = np.frombuffer(data, "<u2", total, at).astype(np.int32) | kinds << KIND_SHIFT
    ends = np.cumsum(counts.reshape(count, KINDS).sum(axis=1, dtype=np.int64)).tolist()
    starts = [0, *ends[:-1]]
    return tuple(Saying(key, terms[start:end]) for key, start, end in zip(keys, starts, ends, strict=True))
