"""Orders told by their grade alone."""

import pytest

from tests.extract.frames.telling import told


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Authorities have issued a Level 3 Go now notice for the town of Detroit, Oregon.", "ordered"),
        ("Authorities upgraded Jackson County, Oregon from Level 2 to Level 3 as the wildfire grew.", "ordered"),
        ("The sheriff moved Meeker from SET to GO on Tuesday because of the wildfire.", "ordered"),
        ("Franklin County made it mandatory on Monday for the island to empty before the hurricane.", "ordered"),
    ],
)
def test_a_grade_stands_for_the_order(text, status):
    (report,) = told(text)
    assert report.startswith(f"evacuation {status}")


@pytest.mark.parametrize(
    "text",
    [
        "The hospital was upgraded to a Level 3 trauma centre.",
        "Parliament made it mandatory for drivers to wear belts.",
    ],
)
def test_other_grades_are_no_orders(text):
    assert told(text) == []
