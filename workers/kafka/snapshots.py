"""Snapshots of state on disk: a shortcut for a restore, never the truth. One that does not fit exactly is not used."""

import zlib
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import orjson
import structlog

from workers import __version__

FORMAT = 1

log = structlog.get_logger("evacwire.snapshots")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state as it was when the state topic ended at `position` and covered the input up to `fence`."""

    position: int
    fence: int
    state: bytes


@dataclass(frozen=True, slots=True)
class SnapshotFolder:
    """A folder with one file for each identity: the ids of the cluster and of the topic, its name and the partition."""

    folder: Path

    def write(self, identity: tuple[str, ...], snapshot: Snapshot) -> None:
        """Write a snapshot in place of the one before; a disk that refuses costs the shortcut, not the worker."""
        body = zlib.compress(snapshot.state, 1)
        head = orjson.dumps(
            _head(identity) | {"position": snapshot.position, "fence": snapshot.fence, "sum": _sum(body)}
        )
        path = self._path(identity)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(".unfinished")
            unfinished.write_bytes(head + b"\n" + body)
            unfinished.replace(path)
        except OSError as error:
            log.warning("snapshot not written", why=error.strerror)

    def read(self, identity: tuple[str, ...]) -> Snapshot | None:
        """Return the snapshot of that identity; None where there is none, or it is damaged, or of another version of the pipeline."""
        try:
            line, _, body = self._path(identity).read_bytes().partition(b"\n")
            head = orjson.loads(line)
            if head["sum"] != _sum(body) or any(head.get(key) != value for key, value in _head(identity).items()):
                return None
            return Snapshot(int(head["position"]), int(head["fence"]), zlib.decompress(body))
        except (OSError, orjson.JSONDecodeError, KeyError, TypeError, ValueError, zlib.error):
            return None

    def _path(self, identity: tuple[str, ...]) -> Path:
        return self.folder / (blake2b("\0".join(identity).encode(), digest_size=12).hexdigest() + ".snapshot")


def _head(identity: tuple[str, ...]) -> dict[str, object]:
    return {"format": FORMAT, "version": __version__, "identity": list(identity)}


def _sum(body: bytes) -> str:
    return blake2b(body, digest_size=16).hexdigest()
