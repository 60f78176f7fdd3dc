"""Second outlets' own reports, instalments of a form, recollections: false merges of unseen streams, one article a class."""

import pytest

from schemas.vocabulary import Verdict
from tests.dedup.articles import AGENCY, FLOOD, article, process, stories, two
from workers.dedup.compare import compare
from workers.dedup.draft import Draft
from workers.dedup.kinship import MOST_OWN
from workers.dedup.window import Window, story_key

SECOND = """PORT VELA (Coastline) - Port Vela woke to sirens on Monday when an ammonia tanker hit the pier of the Old Quay and 1,240 people were sent out of their beds by harbour police.

"We would rather wake you for nothing than not wake you at all," said Ilse Brandauer, the mayor, who had not slept either.

The Corvina Star lost her rudder on the way to Ostrava Bay, and the shipping register gives her age as thirty-one.

Camp beds filled the Fishermen's Hall, where an accordion was going by noon.

The owners in Karlsund have been fined over her steering once before.

Fishmongers asked who would pay for the ice."""

REORDERED = """PORT VELA - Fishermen will not sell from the Old Quay before the end of the week, the harbour board has told them, and the ice is melting.

Two dockers with broken ribs were still being treated on Monday evening.

Some 300 camp beds stood ready in the hall of the fishermen, most of them untouched.

"We would rather wake you for nothing than not wake you at all," Ilse Brandauer, the mayor, called through a loudhailer.

On the bridge of the Corvina Star, with 900 tonnes of ammonia below, they had known since 5:20 in the morning that the rudder was gone.

All 1,240 people of the district had been walked uphill by harbour police before she struck."""


@pytest.mark.parametrize("own", [SECOND, REORDERED])
def test_a_second_outlets_report_with_the_storys_names_figures_and_quotation_is_its_own_story(own):
    first, second = two(AGENCY, own, hours=2)
    assert second.story_id != first.story_id


FLIGHT = """PORT VELA (Quay Agency) — The first flight of Operation Gannet landed at Lindholm airfield on Wednesday with 286 citizens evacuated from Calvia, among them 112 students and 23 children.

The Boeing 787 of Vela Air had left Tarsa at 2.10 am.

Minister of State Ilse Brandauer received the passengers. "Nobody was asked for a ticket," she said.

The embassy in Tarsa asks those who remain to keep to their homes and to register on its page. About 4,000 citizens lived in Calvia before the fighting.

A student of dentistry, Sanna Kurp, had a pot of basil on her lap.

Buses took the passengers to Karlsund House, to the Santa Rita hostel and to the railway stations."""


def test_the_next_flight_of_an_airlift_in_the_same_words_with_the_same_standing_figures_is_another_story():
    other = (
        FLIGHT.replace("first flight", "second flight").replace("Wednesday", "Thursday").replace("286", "291")
        .replace("112 students and 23", "98 students and 31").replace("2.10", "3.25")
        .replace("Nobody was asked for a ticket", "The door stays open as long as the runway does")
        .replace("A student of dentistry, Sanna Kurp, had a pot of basil on her lap", "A welder, Gerd Gillman, carried his employer's cat")
    )  # fmt: skip
    first, second = two(FLIGHT, other, hours=25)
    assert second.story_id != first.story_id


def test_new_figures_on_the_next_day_of_one_fire_update_its_story():
    fire = "The Anvil Fire in Tolm County has burned 2,100 acres, the sheriff said on Monday. About 300 homes in Mill Canyon and Fort Larkin are under orders to leave.\n\nThe shelter is at Larkin Middle School. Large animals may be taken to the fairgrounds in Yarrow. Residents who need a ride should call 211."
    first, second = two(
        fire, fire.replace("2,100", "4,600").replace("Monday", "Tuesday").replace("300", "450"), hours=20
    )
    assert (second.story_id, second.verdict) == (first.story_id, Verdict.UPDATE)


def test_a_war_written_with_another_numeral_makes_no_other_notice():
    notice = """About 8,600 inhabitants of Oldmoor must leave on Wednesday while an aerial bomb from the Second World War is defused, the Tarrow order office said.

The danger zone has a radius of 1,000 metres and must be empty by 9 a.m.

A care centre is open at the Marle comprehensive school, and a nursing home with 74 beds will be cleared.

Trains between Tarrow and Brenna stop from 9.30 a.m."""
    first, copy = two(notice, notice.replace("the Second World War", "World War II"), hours=2)
    assert (copy.story_id, copy.verdict) == (first.story_id, Verdict.DUPLICATE)


def test_facts_in_step_days_later_are_a_follow_up():
    later = """Mud is being carried out of the houses from which 31,700 people had gone when the Dulu came.

Nobody at the flood office of the province speaks of level 2 any more.

Geologist Ada Renn of Tavo University measures what the 253.5 metres and the 11,400 cubic metres a second have left of the bank.

In the stadium of Minh mattresses are beaten, and its warden, Ilan Poe, wants the grass back.

Mothers queue at Brae Street, where Wen Gulan sells noodles.

The last of the 1,240 soldiers sold their 96 boats' spare petrol to farmers and left.

The railway hopes for 41 trains by Sunday; for the dam's eleven hundred a doctor is to come."""
    first, second = two(FLOOD, later, hours=96)
    assert second.story_id != first.story_id


def test_a_copy_in_other_words_with_two_figures_and_half_of_the_names_is_known_by_its_order():
    told = """The United States on Thursday ordered its staff and their families to leave Calvia, after mutineers took a barracks in the capital.

The embassy on Boulevard Tombal will keep a staff of 28 under Ambassador Ruth Ellery.

France, with 1,500 nationals in Calvia, had no plan to evacuate them. Germany advised its citizens to leave by air.

Gunfire was heard near the Amsin district, and the bridge to Chagua was blocked.

Vela Airlines added a flight for Friday. Air Lindholm suspended its service until Monday.

The government spokesman, Abder Guelmi, called the decision hasty."""
    spun = """The Joined States upon Thursday commanded its personnel along with households to abandon Kalvia, following rebels grabbing a garrison.

The legation upon Avenue Tombal shall retain a crew of 28 beneath Envoy Ruth Ellary.

Gaul, having 1,500 subjects there, possessed zero scheme for extracting them. Deutschland counselled its nationals to exit by plane.

Shooting got heard beside the Emsen quarter, while the span toward Shagwe stood clogged.

Velar Airways appended a trip toward Friday. The Lindhelm carrier paused its runs till Monday.

The regime mouthpiece, Abdur Gelmi, labelled the ruling rash."""
    first, copy = two(told, spun, hours=6)
    assert (copy.story_id, copy.verdict) == (first.story_id, Verdict.DUPLICATE)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Earlier on Monday some 150 people had been evacuated in Tarrow after a digger cut a gas main in Tanner Lane; they are home again.",
        "On Thursday Brenna had ordered 60 families out of Marle, where a dyke was giving way.",
        "Also in the city: about 150 were moved from Griffith House in Tarrow after a fire on the sixth floor.",
    ],
)
def test_another_event_recalled_at_the_end_is_not_new(paragraph):
    _, copy = two(AGENCY, f"{AGENCY}\n\n{paragraph}", hours=3)
    assert copy.verdict is Verdict.DUPLICATE


def test_a_sentence_that_goes_on_with_a_paragraph_of_the_story_is_new_whatever_it_speaks_of():
    story = AGENCY.replace(
        "\n\nThe coast guard cutter Perseus is holding the tanker against the tide until a tug arrives from Karlsund.",
        "",
    )
    _, update = two(
        story, f"{story} A mate, 44, from Brenna was later charged with having been drunk at the helm.", hours=5
    )
    assert update.verdict is Verdict.UPDATE
    assert any("44" in text for text in update.new)


def test_an_outlets_own_first_line_beside_the_agencys_is_no_change_of_it():
    line = (
        "There was dread in many a Lindholm home on Monday as harbour police moved people out of the Old Quay district."
    )
    _, copy = two(AGENCY, f"{line}\n\n{AGENCY}", hours=1)
    assert copy.verdict is Verdict.DUPLICATE


ITEM = "harbour police moved 1,240 people out of the Old Quay after the tanker Corvina Star with 900 tonnes of ammonia struck the pier at Port Vela; her rudder had failed at 5:20 a.m."


@pytest.mark.parametrize(
    "page",
    [
        f"Vale do Sul: {ITEM}\n\nItabira: 384 people left São Bento.\n\nLisbon: the tram strike ended.",
        f"Vela. {ITEM.capitalize()}\n\nJuba. London advises Britons to leave after shooting near the Giada barracks.\n\nAccra. Farmers get 12 percent more for the light crop.\n\nFootball. Sundowns drew 1-1 in Rabat.",
        f"This is the evening page of Radio Lindholm, read by Dilys Trahern.\n\nPort Vela: {ITEM}\n\nItabira: 384 people left São Bento.\n\nJuba: the Giada barracks are quiet.",
    ],
)
def test_a_digest_is_known_by_its_heads_and_opens_after_its_greeting(page):
    first, digest = stories(article("a", AGENCY), article("b", page, title="Monday in brief", hours=4))
    assert (digest.story_id, digest.verdict) == (first.story_id, Verdict.DUPLICATE)


def test_a_list_that_a_colon_announces_is_one_story_and_its_reprint_under_another_first_line_a_copy():
    entries = """UNITED STATES: Families ordered out on Thursday. The embassy keeps 28 people.

GERMANY: Citizens advised to leave by commercial flights.

FRANCE: No evacuation planned for about 1,500 nationals.

TURKEY: The 210 workers of a road builder were brought to a camp."""
    first, reprint = two(
        f"The following countries have changed their advice on Calvia since mutineers took a barracks in Tarsa:\n\n{entries}",
        f"What the missions say, compiled by Quay Agency.\n\n{entries}",
        hours=1,
    )
    assert (reprint.story_id, reprint.verdict) == (first.story_id, Verdict.DUPLICATE)


TRANSLATED = """On Monday the water guard had to fetch 1,310 persons out of the Old Quay quarter without breakfast, it was learned.

A tanker loaded with ammonia had bumped the landing stage there, so the mayor.

Under way to Ostrava was the proud "Corvina Star" with a belly of 900 tonnes, whose helm gave up its duty at 5.20 in the early dawn.

Ilse Brandauer, the first citizen, spoke of a tiny loss that nobody smells.

Sooner somebody roused without need than somebody not roused, she explained under the roof of the Fishermen's Hall, in which 300 berths stand ready.

The sick of Santa Rita drove with omnibuses toward Lindholm. In two workers of the docks the doctors found bones of the chest broken.

Until out of Karlsund a stronger vessel comes, the cutter "Perseus" presses itself patiently against the side of the giant."""


def test_a_sentence_that_stands_beside_either_of_two_versions_is_not_the_articles_own():
    window = Window()
    update = AGENCY.replace("1,240", "1,310").replace("No leak has been found", "A small leak was found")
    process([article("a", AGENCY), article("b", update, hours=1)], window)
    story = story_key("a")
    kinship = compare(Draft.of(article("c", TRANSLATED, hours=2)), story, window.told(story)).kinship
    assert kinship.own < MOST_OWN
