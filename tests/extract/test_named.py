"""Who acts under a name of their own."""

from tests.extract.articles import constructions, story
from workers.extract.stage import reports_of


def test_a_storm_s_name_is_no_actor():
    text = (
        "Tropical Cyclone Odessa evacuated 2,700 residents from Cowley Point in Queensland. Rain fell. Roads flooded."
    )
    one = story(text)
    reports = reports_of(one, constructions().extract([one])[0])
    assert [report.actor for report in reports if report.actor and "Odessa" in report.actor.name] == []
