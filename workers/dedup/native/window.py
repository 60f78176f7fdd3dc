"""The window in native memory: the same articles, found in the same way, at a fraction of the time."""

from array import array
from ctypes import (
    byref,
    c_bool,
    c_char_p,
    c_int64,
    c_size_t,
    c_ssize_t,
    c_uint32,
    c_uint64,
    c_void_p,
    memmove,
    py_object,
    pythonapi,
    string_at,
)

import numpy as np

from workers.dedup import window as python
from workers.dedup.index import WAYS
from workers.dedup.native import function
from workers.dedup.native.sayings import NativeSayings
from workers.dedup.native.tables import native_tables
from workers.dedup.native.told import NativeTold
from workers.dedup.scores import Found
from workers.dedup.signature import Heading, Signature, checked, head, heading_of, pack, unpack
from workers.dedup.window import CAPACITY, WINDOW_MS, Window

_new = function("window_new", c_void_p, c_int64, c_size_t, c_size_t)
_free = function("window_free", None, c_void_p)
_len = function("window_len", c_size_t, c_void_p)
_now = function("window_now", c_int64, c_void_p)
_set_now = function("window_set_now", None, c_void_p, c_int64)
_advanced = function("window_advanced", c_int64, c_void_p, c_int64)
_is_signature = function("is_signature", c_bool, c_char_p, c_size_t)
_take = function("window_take", None, c_void_p, c_char_p, c_size_t)
_add = function("window_add", c_size_t, c_void_p, c_char_p, c_size_t, c_void_p, c_void_p)
_saved_size = function("window_saved_size", c_size_t, c_void_p)
_save = function("window_save", None, c_void_p, c_void_p)
_number_of = function("window_number_of", c_uint32, c_void_p, c_char_p, c_size_t)
_signature = function("window_signature", c_void_p, c_void_p, c_uint32, c_void_p)
_told = function("window_told", c_void_p, c_void_p, c_uint64)
_find = function("window_find", c_size_t, c_void_p, c_void_p, c_size_t, c_void_p)

_BYTES = pythonapi.PyBytes_FromStringAndSize
_BYTES.restype, _BYTES.argtypes = py_object, (c_void_p, c_ssize_t)
_START = pythonapi.PyBytes_AsString
_START.restype, _START.argtypes = c_void_p, (py_object,)


class NativeWindow(Window):
    """The articles in the window, in order of arrival, in native memory."""

    def __init__(self, window_ms: int = WINDOW_MS, capacity: int = CAPACITY) -> None:
        """`window_ms`: how long an article stays, in stream time; `capacity`: how many may stay."""
        self.handle: int | None = None
        super().__init__(window_ms, capacity)

    def __del__(self) -> None:
        if self.handle is not None:
            _free(self.handle)

    def _clear(self) -> None:
        before, self.handle = self.handle, _new(self._window, self._capacity, python.DROP_AT)
        if before is not None:
            _free(before)

    def __len__(self) -> int:
        size: int = _len(self.handle)
        return size

    @property
    def now(self) -> int:
        """Stream time, in milliseconds since 1970."""
        now: int = _now(self.handle)
        return now

    @now.setter
    def now(self, now: int) -> None:
        _set_now(self.handle, now)

    def save(self) -> bytes:
        """Return the whole window as bytes."""
        opening = self._snapshot_head()
        made: bytes = _BYTES(None, len(opening) + _saved_size(self.handle))
        start = _START(made)
        memmove(start, opening, len(opening))
        _save(self.handle, start + len(opening))
        return made

    def _take(self, data: bytes) -> None:
        if not _is_signature(data, len(data)):
            data = checked(data)
        _take(self.handle, data, len(data))

    def advanced(self, published: int) -> int:
        """Return stream time as an article of that content time moves it."""
        now: int = _advanced(self.handle, published)
        return now

    def add(self, signature: Signature) -> bytes:
        """Add an article, evict what is too old; return the packed signature."""
        if not isinstance(signature.sayings, NativeSayings):
            data = pack(signature)
            _take(self.handle, data, len(data))
            return data
        opening, start = head(signature, 0), c_void_p()
        size = _add(self.handle, opening, len(opening), signature.sayings.handle, byref(start))
        return string_at(start, size)

    def seen(self, article_id: str) -> Signature | None:
        """Return the newest signature with that article id, None where it is not in the window."""
        ident = article_id.encode("utf-8", "surrogatepass")
        number = _number_of(self.handle, ident, len(ident))
        return self.signature(number) if number else None

    def signature(self, number: int) -> Signature:
        """Return the signature of an article in the window."""
        return unpack(self._data(number))

    def heading(self, number: int) -> Heading:
        """Return who an article in the window is and when it and its story's first were published."""
        return heading_of(self._data(number))

    def _data(self, number: int) -> bytes:
        size = c_size_t()
        start = _signature(self.handle, number, byref(size))
        return string_at(start, size.value)

    def keys(self, story: int) -> dict[int, int]:
        """Return the keys of the sentences that a story has said, each with the number of the article that first said it."""
        told = self.told(story)
        return dict(zip(reversed(told.sayings.keys), reversed(told.bringer), strict=True))

    def anchors(self, story: int) -> frozenset[int]:
        """Return the different terms of what a story has said that tell of the event."""
        return self.told(story).sayings.anchors

    def told(self, story: int) -> NativeTold:
        """Return what a story has said, laid out for comparison: nothing where all of it has left the window."""
        return NativeTold.held(_told(self.handle, story))

    def find(self, features: list[int]) -> Found:
        """Return the entries that features lead to."""
        room = np.empty((WAYS * len(features), 2), np.uint64)
        count = _find(self.handle, array("I", features).tobytes(), len(features), room.ctypes.data)
        return Found(room[:count, 1].astype(np.intp), room[:count, 0].copy())


def new_window(window_ms: int = WINDOW_MS, capacity: int = CAPACITY) -> Window:
    """Return an empty window: in native memory where there is native code. `window_ms`: how long an article stays, in stream time;
    `capacity`: how many may stay."""
    return Window(window_ms, capacity) if native_tables() is None else NativeWindow(window_ms, capacity)
