"""What the window does natively: packing what is kept of an article, finding by feature, laying out what a story has said."""

from array import array
from collections.abc import Sequence
from ctypes import Structure, byref, c_bool, c_char_p, c_int64, c_size_t, c_uint32, c_void_p, string_at

from workers.dedup.native import function
from workers.dedup.native.sayings import NativeSayings
from workers.dedup.native.told import NativeTold

_packed_new = function("packed_new", c_void_p, c_void_p, c_void_p)
_packed_free = function("packed_free", None, c_void_p)
_packed_index = function("packed_index", None, c_void_p, c_void_p, c_uint32)
_told_unpacked = function("told_unpacked", c_void_p, c_void_p, c_void_p, c_void_p, c_size_t, c_bool, c_int64)
_hopeless = function("sayings_hopeless", c_bool, c_void_p, c_void_p, c_void_p, c_size_t)
_hopeless_one = function("sayings_hopeless_one", c_bool, c_void_p, c_char_p, c_size_t)
_hopeless_beside = function("sayings_hopeless_beside", c_bool, c_void_p, c_void_p)


class Place(Structure):
    """Where the window's index and the stories of its articles lie in memory; `base` is the number of the first article there."""

    _fields_ = (
        ("table", c_void_p),
        ("buckets", c_size_t),
        ("stories", c_void_p),
        ("count", c_size_t),
        ("base", c_uint32),
        ("oldest", c_uint32),
    )


class Kept(Structure):
    """What is kept of sentences: their part of a signature, how many they are, and how many features they are found by."""

    _fields_ = (("bytes", c_void_p), ("size", c_size_t), ("sentences", c_size_t), ("features", c_size_t))


class Packed:
    """Sentences as a signature keeps them."""

    def __init__(self, sayings: NativeSayings) -> None:
        """Pack sentences."""
        kept = Kept()
        self._handle = _packed_new(sayings.handle, byref(kept))
        self.body = string_at(kept.bytes, kept.size) if kept.size else b""
        self.sentences: int = kept.sentences
        self.features: int = kept.features

    def __del__(self) -> None:
        _packed_free(self._handle)

    def index(self, place: Place, number: int) -> None:
        """Remember in the index at `place`, which has room, that article `number` has the features."""
        _packed_index(self._handle, byref(place), number)


def story_told(parts: Sequence[bytes], numbers: Sequence[int], published: int | None) -> NativeTold:
    """Lay out what a story has said. `parts`: the packed signatures of its articles, `numbers` theirs; `published`: when the newest was.
    Raises `ValueError` where one of them is no signature."""
    pointer = _told_unpacked(
        *_pointers(parts), array("Q", numbers).tobytes(), len(parts), published is not None, published or 0
    )
    return NativeTold.held(pointer, parts, numbers, published)


def is_hopeless(sayings: NativeSayings, parts: Sequence[bytes]) -> bool:
    """Whether an article has too little in common with the story of these packed signatures to be compared."""
    if len(parts) == 1:
        one: bool = _hopeless_one(sayings.handle, parts[0], len(parts[0]))
        return one
    found: bool = _hopeless(sayings.handle, *_pointers(parts), len(parts))
    return found


def is_hopeless_beside(sayings: NativeSayings, told: NativeTold) -> bool:
    """Whether an article has too little in common with a story that is laid out to be compared."""
    found: bool = _hopeless_beside(sayings.handle, told.handle.pointer)
    return found


def _pointers(parts: Sequence[bytes]) -> tuple[object, bytes]:
    return (c_char_p * len(parts))(*parts), array("Q", map(len, parts)).tobytes()
