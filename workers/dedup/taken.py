"""What became of an article."""

from collections.abc import Mapping
from typing import NamedTuple

import orjson

from schemas.vocabulary import Verdict


class Taken(NamedTuple):
    """What became of an article, its story, what is written of it (a `StoryArticle`), and its signature: what the window keeps of it.

    A tuple, since one is made of every article.
    """

    verdict: Verdict
    story: int
    told: bytes
    signature: bytes


def written(fields: Mapping[str, object]) -> bytes:
    """Return the bytes of a message by its fields, in the order of its model's: all that goes into one is valid by now, so none is built."""
    return orjson.dumps(fields, option=orjson.OPT_UTC_Z)
