"""Posts and operations that move elsewhere."""

import pytest

from tests.extract.frames.telling import ABROAD, told


@pytest.mark.parametrize(
    ("sentence", "report"),
    [
        ("The Italian mission has moved to Cotonou.", "relocation completed IT unspecified NE"),
        ("Italy transferred its embassy to Cotonou.", "relocation completed IT unspecified NE"),
        ("The Italian embassy now works out of Cotonou.", "relocation under_way IT unspecified NE"),
        ("Italy's consular services are being provided from Cotonou.", "relocation under_way IT unspecified NE"),
        ("Italy opened a temporary embassy office in Cotonou.", "relocation completed IT unspecified NE"),
    ],
)
def test_posts_move_or_work_from_elsewhere(sentence: str, report: str) -> None:
    assert report in told(ABROAD + sentence)


def test_moves_for_money_are_no_reports() -> None:
    assert told("The company moved its headquarters from London to Dublin to save tax.") == []
