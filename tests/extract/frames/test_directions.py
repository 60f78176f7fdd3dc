"""Orders and arrangements told around the verb."""

import pytest

from tests.extract.articles import reports


@pytest.mark.parametrize(
    ("text", "status", "group"),
    [
        ("More than 40,000 people have had to abandon their homes on the instructions of civil protection in Rio Grande do Sul.", "ordered", "residents"),
        ("People in Tacloban spent the night in schools on the orders of the city government as Typhoon Rai approached.", "ordered", "residents"),
        ("Residents of Lytton, British Columbia, were given fifteen minutes to grab what they could as the fire closed in.", "ordered", "residents"),
        ("The Dutch government wants its nationals out of Lebanon.", "advised", "citizens"),
        ("BP has put its expatriates on planes to Johannesburg since the attack on Palma.", "completed", "workers"),
    ],
)  # fmt: skip
def test_an_order_or_arrangement_around_the_verb_is_read(text, status, group):
    (report,) = reports(text)
    assert (report.status.value, report.affected[0].group.value) == (status, group)


@pytest.mark.parametrize(
    "text",
    [
        "Shoppers were given ten minutes to pay.",
        "The coach wants his players out of the dressing room early.",
        "She put the children on the school bus.",
        "He spent the night in a hotel on the advice of friends.",
    ],
)
def test_everyday_directions_are_no_evacuations(text):
    assert reports(text) == []
