"""How people are told to have got elsewhere, by no verb of evacuation."""

import pytest

from tests.extract.frames.telling import told


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("Everybody within two kilometres of the depot was turned out of bed at 3 am, Staffordshire police said.", "evacuation completed - residents GB"),
        ("Austria has trimmed its mission in Tehran to a skeleton staff.", "evacuation completed AT diplomatic_staff IR"),
        ("280 pupils spent the morning on a football field after a caller threatened to blow up the school.", "evacuation completed - students -"),
        ("About 640 people had been sleeping at the Lutheran church since Tuesday's flood in Waverly, Iowa.", "evacuation completed - residents US"),
        ("EDF flew non-essential workers off the Flamanville site.", "evacuation completed FR workers ?"),
        ("Ottawa has told dependants of diplomats in Haiti to come home.", "evacuation ordered CA dependants HT"),
    ],
)  # fmt: skip
def test_people_who_got_elsewhere_were_evacuated(text, report):
    assert told(text) == [report]


@pytest.mark.parametrize(
    "text",
    [
        "280 pupils spent the morning on a football field at the county games.",
        "Thirty guests slept at the hotel after the wedding.",
        "The bailiffs turned a tenant out of his flat over unpaid rent.",
        "The club has trimmed its squad to a core of fifteen.",
    ],
)
def test_everyday_nights_and_mornings_are_no_evacuations(text):
    assert told(text) == []
