"""Reading an article natively: its sentences and their terms. What takes a regular expression to know is asked of the Python modules.

A text is read by its lines, the lines that are asked are answered, and all are put together (`Reading.__init__`); of a digest some sentences are
chosen; the terms are looked up, what is asked is answered, and the look-up goes on until nothing is asked (`Reading.sayings`).
"""

from ctypes import POINTER, Structure, byref, c_char_p, c_int32, c_size_t, c_uint32, c_uint64, c_void_p, string_at
from struct import Struct

import numpy as np
from numpy.typing import NDArray

from workers.dedup.native import function
from workers.dedup.native.sayings import NativeSayings
from workers.dedup.native.tables import learn
from workers.dedup.over import says_over
from workers.dedup.reading import terms
from workers.dedup.sentences import Sentence, read_line
from workers.dedup.terms import GOING_BACK, INSIDE, OPENING, SIGN_BITS

PIECE = Struct("<IIQII")
"""A sentence: where it starts and ends, its key, whether it is the page's, its paragraph."""
LINE, SENTENCE, TOKEN, OPENING_TOKEN, OVER = range(5)
"""What is asked."""

_read = function("draft_read", c_void_p, c_void_p, c_char_p, c_size_t, c_void_p)
_free = function("draft_free", None, c_void_p)
_asked = function("draft_asked", c_size_t, c_void_p, c_void_p)
_answer_line = function("draft_answer_line", None, c_void_p, c_size_t, c_char_p, c_size_t)
_answer_sentence = function("draft_answer_sentence", None, c_void_p, c_size_t, c_void_p, c_size_t)
_answer_over = function("draft_answer_over", None, c_void_p, c_size_t, c_int32)
_finish = function("draft_finish", None, c_void_p, c_void_p)
_choose = function("draft_choose", None, c_void_p, c_void_p, c_size_t)
_keys = function("draft_keys", None, c_void_p, c_void_p)
_own = function("draft_own", c_size_t, c_void_p, c_void_p)
_passages = function("draft_passages", c_size_t, c_void_p, c_void_p)
_lay_out = function("draft_lay_out", c_size_t, c_void_p, c_void_p, c_void_p)
_sayings = function("draft_sayings", c_void_p, c_void_p)


class Question(Structure):
    """What is asked: code points `start` to `end` are a line, a sentence or a token."""

    _fields_ = (("kind", c_uint32), ("number", c_uint32), ("start", c_uint32), ("end", c_uint32))


class Counts(Structure):
    """How an article is divided: code points that are the page's and the story's, its own sentences, their paragraphs, those that may head an item; lines
    that are asked, before which it is not divided."""

    _fields_ = (
        *((name, c_size_t) for name in ("page", "said", "own", "paragraphs", "heads")),
        ("heads_at", POINTER(c_uint32)),
        ("asked", c_size_t),
    )


class Reading:
    """A text read natively: its own sentences, by their places, and their terms once they are asked for."""

    def __init__(self, tables: int, text: str) -> None:
        """Read a text by the tables of words."""
        self._tables = tables
        self._text = text
        points = text.encode("utf-32-le", "surrogatepass")
        self.correction = False
        self.counts = Counts()
        self.handle = _read(tables, points, len(points) // 4, byref(self.counts))
        if self.counts.asked:
            for question in self._asked():
                self._answer_line(question)
            _finish(self.handle, byref(self.counts))

    def __del__(self) -> None:
        _free(self.handle)

    def _asked(self) -> list[Question]:
        place = POINTER(Question)()
        count = _asked(self.handle, byref(place))
        return place[:count]

    def _answer_line(self, question: Question) -> None:
        line = read_line(self._text[question.start : question.end])
        self.correction = self.correction or line.corrects
        pieces = b"".join(
            PIECE.pack(question.start + start, question.start + end, key, furniture, question.number)
            for start, end, _, key, furniture in line.sentences
        )
        _answer_line(self.handle, question.number, pieces, len(line.sentences))

    def keys(self) -> list[int]:
        """Return the keys of the own sentences."""
        room = (c_uint64 * self.counts.own)()
        _keys(self.handle, room)
        return list(room)

    def pieces(self) -> list[tuple[int, int, int, int, int]]:
        """Return of each own sentence where it starts and ends, its key, 0, and its paragraph."""
        place = c_void_p()
        count = _own(self.handle, byref(place))
        return list(PIECE.iter_unpack(string_at(place, PIECE.size * count))) if count else []

    def sentences(self) -> list[Sentence]:
        """Return the own sentences."""
        text = self._text
        return [
            Sentence(start, end, text[start:end], key, False, number) for start, end, key, _, number in self.pieces()
        ]

    def passages(self) -> list[tuple[int, int]]:
        """Return where the own sentences stand, neighbours joined."""
        room = (c_uint32 * (2 * self.counts.own))()
        count = _passages(self.handle, room)
        ends = room[: 2 * count]
        return list(zip(ends[::2], ends[1::2], strict=True))

    def heads(self) -> list[int]:
        """Return where the paragraphs start that may open as an item of a list does."""
        found: list[int] = self.counts.heads_at[: self.counts.heads]
        return found

    def choose(self, numbers: list[int]) -> None:
        """Keep only some of the sentences."""
        chosen: NDArray[np.uint32] = np.array(numbers, np.uint32)
        _choose(self.handle, chosen.ctypes.data, len(chosen))
        self.counts.own = len(chosen)

    def sayings(self, told: int | None = None) -> NativeSayings:
        """Return the sentences with their terms; those that `told`, a story in native memory, has word for word are taken from there."""
        while _lay_out(self.handle, self._tables, told):
            self.answer()
        return NativeSayings(_sayings(self.handle))

    def answer(self) -> None:
        """Answer what is asked while the terms are looked up."""
        for question in self._asked():
            self._answer(question)

    def _answer(self, question: Question) -> None:
        text = self._text[question.start : question.end]
        if question.kind == SENTENCE:
            flat, _ = terms([text])
            _answer_sentence(self.handle, question.number, flat.ctypes.data, len(flat))
        elif question.kind == OVER:
            if says_over(text):
                _answer_over(self.handle, question.number, GOING_BACK)
        else:
            opening = question.kind == OPENING_TOKEN
            term = (OPENING if opening else INSIDE)[text] >> SIGN_BITS
            points = text.encode("utf-32-le", "surrogatepass")
            learn(self._tables, points, len(points) // 4, opening, term)
