"""What looks like a story and is another one: forms filled in anew, own accounts, follow-ups, pages that share their furniture."""

import pytest

from schemas.vocabulary import Verdict
from tests.dedup.articles import AGENCY, article, stories, two

NOTICE = """The Ostmark Fire and Rescue Service reports a fire.

Crews were called at 03:10 on Monday, 2 March to a six-storey apartment house on Tanner Lane in Oldmoor.

On arrival they found thick smoke in the stairwell.

Some 180 residents were evacuated and the house was handed over to the police.

Three people were treated for smoke.

The cause is not known and will be investigated.

Those who cannot return are housed for now in the Oldmoor sports hall, where blankets and soup are handed out.

The service asks residents to keep stairs and exits clear at all times and not to leave candles alone."""

WARNING = """The flood office directs people in the low parts of Tarrow to evacuate before 6 pm on Monday, 2 March.

The Brenna is expected to pass the 4.8-metre mark and to cut the roads.

Once it does, you may be trapped and nobody may be able to reach you.

A centre is open at the Marle showground.

Take your pets with you and turn off the power at the mains.

Never walk or drive through flood water."""

BATCH = """The second group of workers from Calvia, 64 in all, landed at Port Vela airport on Monday, 2 March, on flight KV 810 by way of Lindholm.

The group is made up of 41 women, 18 men and 5 children.

They were met by officers of the labour office, who handed out cash aid, meals and vouchers.

With this arrival, 188 workers have come home under the programme since the shelling began on 11 February.

230 applicants wait for papers.

The office reminds workers in Calvia that those who want to leave may register at no cost.

Families can ask for news on the office's telephone."""

PAGE = """Quay Herald | Home | Sport | Weather | Jobs

We and our 640 partners store cookies on your device. Accept all. Reject.

{story}

Join 9,000 readers of the Quay Herald and become a member today. Unsubscribe at any time.

You may also like: Seven walks round Lindholm. The potter of Karlsund who paints gulls.

Leave a comment. Your email address will not be published. Keep it friendly."""

ALERT = "The alarm centre sent a message to all telephones in {place}, in the district of Marle, at {time} on Monday: a fire is near, leave now by the road to Brenna. The village has {people} people."


def test_the_same_notice_of_another_street_and_day_is_another_story():
    other = (
        NOTICE.replace("03:10 on Monday, 2 March", "05:45 on Thursday, 5 March")
        .replace("six-storey", "seven-storey")
        .replace("Tanner Lane", "Weaver Row")
    )
    first, second = two(NOTICE, other, hours=70)
    assert second.story_id != first.story_id


@pytest.mark.parametrize("place", ["Tanner Lane", "Oldmoor"])
def test_the_same_notice_with_nothing_but_another_place_is_another_story(place):
    first, second = two(NOTICE, NOTICE.replace(place, "Vostra"), hours=1)
    assert second.story_id != first.story_id


def test_a_notice_with_other_figures_and_a_lifted_one_update_their_story():
    more = NOTICE.replace("Three people were", "Seven people were").replace("180 residents", "210 residents")
    lifted = NOTICE + "\n\nAt 14:00 the residents of the first four floors were allowed to return."
    first, second, third = stories(article("a", NOTICE), article("b", more, hours=2), article("c", lifted, hours=9))
    assert {first.story_id} == {second.story_id, third.story_id}
    assert (second.verdict, third.verdict) == (Verdict.UPDATE, Verdict.UPDATE)


def test_a_warning_raised_to_an_order_updates_its_story():
    warning = "The sheriff has issued an Evacuation Warning for Anvil Canyon because of the Juniper Fire at 2:15 p.m. on Monday.\n\nThe shelter is at the school in Larkin. Large animals may be taken to the fairgrounds in Yarrow. Residents who need a ride should call 211. Do not call 911 for information."
    order = warning.replace("Evacuation Warning", "Evacuation Order").replace("2:15", "4:40")
    first, second = two(warning, order, hours=3)
    assert (second.story_id, second.verdict) == (first.story_id, Verdict.UPDATE)


def test_the_same_warning_for_another_day_is_another_story_days_later_and_an_update_within_hours():
    other = WARNING.replace("6 pm on Monday, 2 March", "9 am on Thursday, 5 March")
    first, second = two(WARNING, other, hours=66)
    assert second.story_id != first.story_id
    first, second = two(WARNING, other, hours=5)
    assert (second.story_id, second.verdict) == (first.story_id, Verdict.UPDATE)


def test_the_next_instalment_of_a_form_is_another_story():
    other = (
        BATCH.replace("second", "third")
        .replace("64", "71")
        .replace("Monday, 2", "Wednesday, 4")
        .replace("41 women, 18 men and 5", "45 women, 20 men and 6")
        .replace("188", "259")
        .replace("230", "166")
    )
    first, second = two(BATCH, other, hours=47)
    assert second.story_id != first.story_id


def test_a_report_with_a_name_corrected_in_its_lead_stays_with_its_story():
    first, second = two(AGENCY, AGENCY.replace("Old Quay", "Herring Quay"), hours=1)
    assert (second.story_id, second.verdict) == (first.story_id, Verdict.UPDATE)


def test_two_alerts_on_one_page_that_is_mostly_the_sites_own_are_two_stories():
    one = ALERT.format(place="Vale of Ternby", time="16:12", people=46)
    other = ALERT.format(place="Vale of Sorrel", time="16:40", people=31)
    first, second, copy = stories(
        article("a", PAGE.format(story=one)),
        article("b", PAGE.format(story=other), hours=0.5),
        article("c", f"Forum > News > Fires.\n\n{one}\n\nReply. Quote. Mark this topic as read.", hours=1),
    )
    assert second.story_id != first.story_id
    assert (copy.story_id, copy.verdict) == (first.story_id, Verdict.DUPLICATE)


def test_what_a_site_says_of_itself_is_not_new():
    _, copy = two(AGENCY, PAGE.format(story=AGENCY), hours=1)
    assert copy.verdict is Verdict.DUPLICATE


OWN = """The organ had not been played since Easter when the meeting in the Fishermen's Hall began with a wail.

Mayor Ilse Brandauer told the 1,240 people of Old Quay that they would sleep there.

"We would rather wake you for nothing than not wake you at all," she said, and somebody laughed.

An old docker asked about the pigeons. The Mayor had an answer for cats, for cars and for freezers, and none for pigeons.

A woman at the back said that she would take them. The children counted on their fingers and found that school would be shut."""


def test_an_own_account_that_shares_the_names_and_a_quotation_is_its_own_story():
    first, second = two(AGENCY, OWN, hours=3)
    assert second.story_id != first.story_id


FOLLOW_UP = """Four days after some 1,240 people were moved out of the Old Quay, the women of the district have a list of questions, and on Friday they read it to the council.

Question one was why the sirens stayed silent.

The Corvina Star with her 900 tonnes of ammonia struck the pier when her rudder failed at 5:20 a.m., but the buses came after seven.

"We would rather wake you for nothing than not wake you at all," Mayor Ilse Brandauer said that morning at the Fishermen's Hall, where 300 camp beds had been put up.

The two dockers with broken ribs, and patients of the Santa Rita clinic in Lindholm, sat in the first row.

The motion passed five to none."""


def test_a_follow_up_days_later_that_quotes_the_story_is_its_own():
    first, second = two(AGENCY, FOLLOW_UP, hours=88)
    assert second.story_id != first.story_id


def test_a_reprint_days_later_is_still_a_copy():
    first, second = two(AGENCY, AGENCY, hours=66)
    assert (second.story_id, second.verdict) == (first.story_id, Verdict.DUPLICATE)


def test_a_brief_that_rounds_a_figure_says_nothing_new_and_one_that_raises_it_does():
    long = AGENCY.replace("1,240", "14,236")
    brief = "Harbour police have moved more than {} people out of the Old Quay district after an ammonia tanker, the Corvina Star, hit the pier on Monday."
    _, rounded, raised = stories(
        article("a", long), article("b", brief.format("14,000"), hours=1), article("c", brief.format("19,000"), hours=2)
    )
    assert (rounded.verdict, raised.verdict) == (Verdict.DUPLICATE, Verdict.UPDATE)


DAM = """Serra Alta Mining informs that it has raised the Lagoa Preta II dam, in Santa Luzia, to emergency level 2 at 1.30 a.m. on Tuesday, 3 March, as the instruments showed a change of pressure.

As the plan provides, sirens were sounded and 492 people who live in the self-rescue zone are being led to the municipal gymnasium.

The dam has received no tailings since 2016 and there is no sign of a breach.

"Our first value is life," said Renata Alvar, director of geotechnics. Families may call 0800 021 1400."""


@pytest.mark.parametrize("other", ["Lagoa Preta III", "Rio Branco"])
@pytest.mark.parametrize("day", ["Tuesday, 3", "Thursday, 5"])
def test_a_form_that_quotes_its_spokesman_each_time_is_another_story_of_another_thing(other, day):
    form = DAM.replace("Lagoa Preta II", other).replace("492", "57").replace("Tuesday, 3", day)
    first, second = two(DAM, form, hours=50 if day != "Tuesday, 3" else 2)
    assert second.story_id != first.story_id


@pytest.mark.parametrize("changes", [{"492": "610"}, {"level 2 at 1.30 a.m. on Tuesday, 3": "level 3 at 4 p.m. on Wednesday, 4", "492": "1,150"}])  # fmt: skip
def test_such_a_form_with_other_figures_of_the_same_thing_updates_its_story(changes):
    form = DAM
    for told, now in changes.items():
        form = form.replace(told, now)
    first, second = two(DAM, form, hours=30)
    assert (second.story_id, second.verdict) == (first.story_id, Verdict.UPDATE)


def test_another_numeral_of_the_same_name_is_new_where_it_makes_no_other_story():
    _, second = two(DAM, DAM.replace("Preta II", "Preta III"), hours=2)
    assert second.verdict is not Verdict.DUPLICATE


def test_another_letter_of_a_zone_is_no_copy():
    order = "The county has ordered all homes in Zone B of Marle to be left by 6 p.m. on Monday as Storm Iris nears.\n\nShelters are open at the school in Larkin and at the fairgrounds in Yarrow. Bring medicine and papers. Call 211 for a ride."
    _, second = two(order, order.replace("Zone B", "Zone C"), hours=2)
    assert second.verdict is not Verdict.DUPLICATE


DEMONSTRATION = """Security Alert: Larkand, Orovia, March 2.

The Embassy has received reports of a demonstration planned for 10 a.m. on Tuesday, March 3 at Liberty Square, in connection with the fuel tax. Roads nearby may be closed, and the consular section will close at noon.

Actions to take: Avoid the area of the demonstration. Keep a low profile. Be aware of your surroundings. Monitor local media for updates. Government personnel have been told to work from home.

For assistance, call +254 20 363 6000. Enrol in the traveller programme to receive alerts."""


@pytest.mark.parametrize(("reason", "hours"), [("the verdict against two union leaders", 26), ("the burial of a student shot on Tuesday", 72)])  # fmt: skip
def test_the_same_notice_with_another_date_and_another_reason_is_another_story(reason, hours):
    other = (
        DEMONSTRATION.replace("March 2", "March 5").replace("Tuesday, March 3", "Friday, March 6")
        .replace("the fuel tax", reason)
    )  # fmt: skip
    first, second = two(DEMONSTRATION, other, hours=hours)
    assert second.story_id != first.story_id


def test_the_same_notice_with_another_square_below_its_heading_is_another_story():
    other = DEMONSTRATION.replace("March 2", "March 4").replace("Liberty Square", "Orchard Gate")
    first, second = two(DEMONSTRATION, other, hours=40)
    assert second.story_id != first.story_id


def test_a_notice_put_off_updates_its_story():
    later = DEMONSTRATION.replace("planned for 10 a.m. on Tuesday, March 3", "now planned for 10 a.m. on Thursday, March 5")  # fmt: skip
    first, second = two(DEMONSTRATION, later, hours=20)
    assert (second.story_id, second.verdict) == (first.story_id, Verdict.UPDATE)
