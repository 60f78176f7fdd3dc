"""The status that a noun of evacuation takes from its own words and from what governs it."""

import pytest

from tests.extract.frames.telling import NEARING, told


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The sheriff issued a mandatory evacuation order for Chico.", "ordered"),
        ("The sheriff issued a voluntary evacuation order for Chico.", "advised"),
        ("An evacuation warning was issued for Chico.", "advised"),
        ("The sheriff recommended the evacuation of Chico.", "advised"),
        ("The sheriff ordered the evacuation of Chico.", "ordered"),
        ("The sheriff is planning the evacuation of Chico.", "planned"),
        ("The evacuation of Chico has begun.", "under_way"),
        ("The evacuation of Chico has been completed.", "completed"),
    ],
)
def test_a_noun_of_evacuation_has_the_status_of_its_words(sentence: str, status: str) -> None:
    assert any(line.startswith(f"evacuation {status} ") for line in told(NEARING + sentence))


def test_an_evacuation_that_is_only_discussed_is_no_report() -> None:
    assert told(NEARING + "Experts discussed the evacuation of Chico.") == []
