"""An article read, decided on and kept in one native call: the same as `stage.py` does in steps."""

from ctypes import byref, c_bool, c_char_p, c_size_t, c_void_p, py_object, pythonapi, string_at
from struct import Struct

from schemas.articles import RelevantArticle
from schemas.vocabulary import Verdict
from workers.dedup.draft import Draft
from workers.dedup.native import function
from workers.dedup.native.asking import Failures, check, native_rules
from workers.dedup.native.draft import NativeDraft
from workers.dedup.native.window import NativeWindow
from workers.dedup.signature import EPOCH, MILLISECOND, UNKNOWN_TIME
from workers.dedup.taken import Taken, written
from workers.dedup.window import Window

ARRIVAL = Struct("<qqd3I")
"""When an article was published, in milliseconds since 1970, rounded down, rounded and as it is; the sizes of its id, its content's and its title, which
follow."""
TAKEN = Struct("<QIB")
"""Of an article its story, the size of what is written of it up to the article itself, and its verdict. That and the signature follow."""
VERDICTS = Verdict.NEW, Verdict.DUPLICATE, Verdict.UPDATE

_utf8 = pythonapi.PyUnicode_AsUTF8AndSize
_utf8.restype, _utf8.argtypes = c_void_p, (py_object, c_void_p)
_text_take = function("text_take", c_size_t, c_void_p, c_void_p, py_object, c_void_p, c_size_t, c_char_p, c_void_p)
_draft_take = function(
    "draft_take", c_size_t, c_void_p, c_void_p, py_object, c_void_p, c_bool, c_bool, c_char_p, c_void_p
)


def take(article: RelevantArticle, window: Window) -> Taken | None:
    """Take in an article by its text; None, and nothing is done, where that is for others: the window is not in native memory, the article was seen
    before, its sentences are hard to tell from the page's own lines, or it may be a digest."""
    rules = native_rules()
    if rules is None or not isinstance(window, NativeWindow):
        return None
    failures: Failures = []
    start, size = c_void_p(), c_size_t()
    taken = _text_take(
        window.handle, rules, failures, _utf8(article.text, byref(size)), size, _arrival(article), byref(start)
    )
    return _taken(article, failures, start, taken)


def take_draft(draft: Draft, window: Window) -> Taken | None:
    """Take in an article that is read, and that the window has not seen; None, and nothing is done, where it was not read natively or the window is not
    in native memory."""
    rules = native_rules()
    if rules is None or not isinstance(draft, NativeDraft) or not isinstance(window, NativeWindow):
        return None
    failures: Failures = []
    start = c_void_p()
    size = _draft_take(
        window.handle, rules, failures, draft.handle, draft.digest, not draft.has_own, _arrival(draft.article), byref(start)
    )  # fmt: skip
    return _taken(draft.article, failures, start, size)


def _arrival(article: RelevantArticle) -> bytes:
    ident, content, title = article.article_id.encode(), article.content_id.encode(), (article.title or "").encode()
    if article.published_at is None:
        times = UNKNOWN_TIME, 0, 0.0
    else:
        since = article.published_at - EPOCH
        exact = since.total_seconds() * 1000
        times = since // MILLISECOND, round(exact), exact
    return ARRIVAL.pack(*times, len(ident), len(content), len(title)) + ident + content + title


def _taken(article: RelevantArticle, failures: Failures, start: c_void_p, size: int) -> Taken | None:
    check(failures, failed=False)
    if not size:
        return None
    data = string_at(start, size)
    story, told, verdict = TAKEN.unpack_from(data)
    end = TAKEN.size + told
    whole = b"".join((data[TAKEN.size : end], written(vars(article)), b"}"))
    return Taken(VERDICTS[verdict], story, whole, data[end:])
