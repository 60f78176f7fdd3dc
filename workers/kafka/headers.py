"""The headers that the Kafka shell writes on every record, and how it reads them."""

from collections.abc import Iterable, Mapping

from workers import __version__

Headers = Mapping[str, bytes]

VERSION = "evacwire-version"
"""Version of the pipeline that wrote the record."""
CONTENT_TYPE = "content-type"
SOURCE = "evacwire-source"
"""`partition:offset` of the input that the record comes from: the fence of a stateful stage."""
ARRIVED = "evacwire-arrived"
"""Unix time in milliseconds at which the raw article reached the broker, passed from stage to stage."""
REQUEUED = "evacwire-requeued"
"""On a record that `evacwire rejected requeue` sent again: the rejected record it comes from, `partition:offset`."""

SOURCE_TOPIC = "evacwire-source-topic"
SOURCE_PARTITION = "evacwire-source-partition"
SOURCE_OFFSET = "evacwire-source-offset"
SOURCE_KEY = "evacwire-source-key"
ATTEMPTS = "evacwire-attempts"
EXCEPTION = "evacwire-exception"
ORIGINAL = "evacwire-original-"
"""Goes before the name of each header that a refused record had."""

COMMON = {VERSION: __version__.encode(), CONTENT_TYPE: b"application/json"}


def from_pairs(pairs: Iterable[tuple[str, bytes | None]] | Headers | None) -> dict[str, bytes]:
    """Return a client's headers as a dictionary: the last of a name counts, a null value is empty."""
    if not pairs:
        return {}
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    return {name: value or b"" for name, value in items}


def fence(partition: int, offset: int) -> bytes:
    """Return the value of `SOURCE`."""
    return b"%d:%d" % (partition, offset)


def read_fence(headers: Headers, partition: int) -> int | None:
    """Return the source offset that a record of a stage's own output carries; None where it carries none for this partition."""
    source, _, offset = headers.get(SOURCE, b"").partition(b":")
    try:
        return int(offset) if int(source) == partition else None
    except ValueError:
        return None


def read_milliseconds(headers: Headers) -> int | None:
    """Return the raw article's arrival time in Unix milliseconds, None where it is not told."""
    try:
        return int(headers[ARRIVED])
    except (KeyError, ValueError):
        return None
