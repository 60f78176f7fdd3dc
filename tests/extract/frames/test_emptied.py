"""Places that are emptied or moved, and those inside who are meant."""

import pytest

from tests.extract.frames.telling import told


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The town of Paradise, California, was evacuated as the wildfire came near.", "residents"),
        ("The school in Paradise, California, was evacuated as the wildfire came near.", "students"),
        ("The hospital in Paradise, California, was evacuated as the wildfire came near.", "patients"),
        ("The prison in Paradise, California, was evacuated as the wildfire came near.", "prisoners"),
        ("The hotel in Paradise, California, was evacuated as the wildfire came near.", "tourists"),
        ("The refinery in Paradise, California, was evacuated as the wildfire came near.", "workers"),
        ("The station in Paradise, California, was evacuated as the wildfire came near.", "unspecified"),
    ],
)
def test_a_place_that_is_emptied_stands_for_those_inside(text: str, group: str) -> None:
    (report,) = told(text)
    assert report.startswith("evacuation completed")
    assert f" {group} " in report


def test_a_house_that_its_owner_clears_is_no_evacuation() -> None:
    assert told("He cleared the house of old furniture before the sale.") == []
