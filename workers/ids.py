"""Deterministic identifiers: the same content always gets the same id, on every machine and in every run."""

from hashlib import blake2b

DIGEST_BYTES = 8
"""64 bits: at a billion ids the chance that any two collide is under 3 % (birthday bound), and every id is scoped by its kind."""


def digest(kind: str, *parts: str | None) -> str:
    """Return a 16-character hexadecimal id for the parts (None and "" differ), scoped by `kind` (at most 16 ASCII characters)."""
    hasher = blake2b(digest_size=DIGEST_BYTES, person=kind.encode("ascii"))
    for part in parts:
        data = b"\x00" if part is None else b"\x01" + part.encode("utf-8", "surrogatepass")
        hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.hexdigest()
