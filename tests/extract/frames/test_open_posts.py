"""Posts that stay open."""

import pytest

from tests.extract.frames.telling import ABROAD, told


@pytest.mark.parametrize(
    ("sentence", "report"),
    [
        ("The Italian embassy is operating normally.", "closure ruled_out IT unspecified NE"),
        ("The Italian embassy keeps its doors open.", "closure ruled_out IT unspecified NE"),
        ("The Italian embassy continues to function.", "closure ruled_out IT unspecified NE"),
    ],
)
def test_a_post_that_goes_on_working_does_not_close(sentence: str, report: str) -> None:
    assert report in told(ABROAD + sentence)


def test_other_things_that_stay_open_are_no_reports() -> None:
    assert told("The road remains open, Highways England said. The bridge stays open too.") == []
