"""What only sounds like an evacuation gives no report, and what only looks like a drill, a film or a journey still does."""

import pytest

from tests.extract.articles import WEDNESDAY, story
from tests.extract.tempting import NEAR_POSITIVES, NEGATIVES
from workers.extract.assemble import Draft
from workers.extract.extractor import Extractor

MISSED = frozenset(("investors' conference",))
"""Near ones that are not read yet: to be struck off as the reading grows."""


@pytest.fixture(scope="module")
def found() -> dict[str, list[Draft]]:
    """The drafts of every tempting article, read in one batch."""
    tempting = {name: (title, text) for name, (title, text, *_) in [*NEGATIVES.items(), *NEAR_POSITIVES.items()]}
    stories = [story(text, title or None, WEDNESDAY, ident=name) for name, (title, text) in tempting.items()]
    drafts = Extractor("en_core_web_sm").extract(stories)
    return {each.article_id: told for each, told in zip(stories, drafts, strict=True)}


@pytest.mark.parametrize("name", NEGATIVES)
def test_what_only_sounds_like_an_evacuation_gives_no_report(name: str, found: dict[str, list[Draft]]) -> None:
    assert [(draft.action.value, draft.status.value, draft.sentence.text) for draft in found[name]] == []


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(reason="not read yet", strict=True)) if name in MISSED else name
        for name in NEAR_POSITIVES
    ],
)
def test_an_evacuation_in_tempting_surroundings_is_still_found(name: str, found: dict[str, list[Draft]]) -> None:
    assert NEAR_POSITIVES[name][2] in {draft.action.value for draft in found[name]}
