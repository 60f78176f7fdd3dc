"""Questions about a whole article, each answered once: every draft asks the same, and a long article has hundreds."""

import re
from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple, Unpack

from workers.extract.context import Context

Asked = TypeVarTuple("Asked")
Answer = TypeVar("Answer")


def once(find: Callable[[Context, Unpack[Asked]], Answer]) -> Callable[[Context, Unpack[Asked]], Answer]:
    """Let a function of an article find each answer once; what it is asked besides must be hashable, and all who ask share the answer."""

    @wraps(find)
    def remembered(context: Context, *asked: *Asked) -> Answer:
        key = (find, *asked)
        if key not in context.answers:
            context.answers[key] = find(context, *asked)
        answer: Answer = context.answers[key]
        return answer

    return remembered


@once
def anywhere(context: Context, pattern: re.Pattern[str]) -> bool:
    """Return whether the title or the text of an article holds what a pattern finds."""
    return pattern.search(f"{context.story.article.title or ''}\n{context.text}") is not None


@once
def in_body(context: Context, pattern: re.Pattern[str]) -> bool:
    """Return whether the text of an article holds what a pattern finds."""
    return pattern.search(context.text) is not None
