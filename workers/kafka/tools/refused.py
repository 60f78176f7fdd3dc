"""What stages have refused: finding it, showing it, and sending it back to the stage that refused it."""

import base64
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from pydantic import ValidationError

from schemas.rejected import Rejected
from schemas.vocabulary import StageName
from workers.kafka import headers as names
from workers.kafka.connection import Connection
from workers.kafka.tools.feeding import Sending
from workers.kafka.tools.reading import records
from workers.kafka.topics import full_name
from workers.topics import Topic

READS = {
    StageName.INGEST: Topic.RAW,
    StageName.DEDUP: Topic.RELEVANT,
    StageName.EXTRACT: Topic.STORIES,
    StageName.FUSE: Topic.REPORTS,
}
"""Each stage's input, for a record whose headers do not name it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """One record of articles.rejected. Its `id` is where it stands there: `partition:offset`."""

    id: str
    at: datetime
    message: Rejected
    headers: dict[str, bytes]

    @property
    def input(self) -> bytes:
        """The message as the stage got it."""
        text = self.message.input
        return base64.b64decode(text) if self.message.encoding == "base64" else text.encode()

    @property
    def article_id(self) -> str | None:
        """The article's id, where the input tells one."""
        try:
            fields = orjson.loads(self.input)
        except orjson.JSONDecodeError:
            return None
        found = fields.get("article_id", fields.get("id")) if isinstance(fields, dict) else None
        return found if isinstance(found, str) else None

    def line(self) -> dict[str, Any]:
        """Return what a list says of it."""
        text = {name: self.headers.get(name, b"").decode("utf-8", "replace") for name in SHOWN}
        source = f"{text[names.SOURCE_TOPIC]}[{text[names.SOURCE_PARTITION]}]@{text[names.SOURCE_OFFSET]}"
        return {
            "id": self.id,
            "at": self.at.isoformat(timespec="seconds"),
            "stage": str(self.message.stage),
            "reason": str(self.message.reason),
            "detail": self.message.detail,
            "article_id": self.article_id,
            "source": source,
            "attempts": text[names.ATTEMPTS],
            "exception": text[names.EXCEPTION],
            "bytes": len(self.input),
        }

    def again(self, prefix: str) -> Sending:
        """Return the record that sends it to its stage once more: same topic, partition, key and headers, marked as requeued."""
        topic = self.headers.get(names.SOURCE_TOPIC, b"").decode() or full_name(prefix, READS[self.message.stage])
        partition = self.headers.get(names.SOURCE_PARTITION, b"").decode()
        kept = {
            name.removeprefix(names.ORIGINAL): value
            for name, value in self.headers.items()
            if name.startswith(names.ORIGINAL) and name != names.ORIGINAL + names.SOURCE
        }
        arrived = {names.ARRIVED: self.headers[names.ARRIVED]} if names.ARRIVED in self.headers else {}
        headers = kept | arrived | {names.REQUEUED: self.id.encode()}
        return Sending(
            topic,
            self.input,
            self.headers.get(names.SOURCE_KEY),
            tuple(headers.items()),
            int(partition) if partition.isdecimal() else None,
        )


SHOWN = (names.SOURCE_TOPIC, names.SOURCE_PARTITION, names.SOURCE_OFFSET, names.ATTEMPTS, names.EXCEPTION)


def refused(
    connection: Connection,
    prefix: str,
    *,
    ids: Collection[str] = (),
    reasons: Collection[str] = (),
    stages: Collection[str] = (),
) -> Iterator[Refused]:
    """Yield what is in articles.rejected now and fits: every id (its own or the article's), reason and stage asked for; empty: any."""
    for record in records(connection, full_name(prefix, Topic.REJECTED), from_beginning=True, until_end=True):
        try:
            message = Rejected.from_json(record.value or b"")
        except (ValidationError, orjson.JSONDecodeError):
            continue
        at = datetime.fromtimestamp(record.timestamp / 1000, UTC)
        found = Refused(f"{record.partition}:{record.offset}", at, message, names.from_pairs(record.headers))
        wanted = (not reasons or message.reason in reasons) and (not stages or message.stage in stages)
        if wanted and (not ids or found.id in ids or found.article_id in ids):
            yield found
