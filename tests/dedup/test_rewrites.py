"""Copies that hardly share a word with their story, pages of several stories, notices at the end: one article a class."""

import pytest

from schemas.vocabulary import Verdict
from tests.dedup.articles import AGENCY, ELSEWHERE, FLOOD, SPUN, article, stories, two
from workers.dedup.over import says_over

OTHER_FLOOD = """Authorities in the Orlu valley have moved 8,300 people from low-lying streets of Minh and Tavo after the Seko and Brae rivers rose together, the provincial flood office said on Monday.

The emergency response was raised to level 2 at 5:15 a.m.

At Minh gauge the Seko stood at 118.2 metres at dusk, with a flow of 4,600 cubic metres a second.

Some 700 soldiers with 31 boats joined the rescue.

The railway suspended 12 trains."""


def test_a_copy_with_every_word_changed_is_known_by_its_facts_in_their_order():
    first, copy = two(FLOOD, SPUN, hours=1)
    assert (copy.story_id, copy.verdict) == (first.story_id, Verdict.DUPLICATE)


def test_the_same_form_with_other_rivers_and_figures_is_another_story():
    first, other = two(FLOOD, OTHER_FLOOD, hours=1)
    assert other.story_id != first.story_id


def test_the_facts_in_another_order_among_others_are_a_second_outlets_own_report():
    own = """Wen Gulan was boiling noodles when the siren of Karsh went.

Her street lies under the Dulu, where 1,240 soldiers work with boats. Councillor Ilan Poe blames the Tarn Company, which cut 60 hectares of willow.

He asked for a wall in 2019, he said. Kongur has one.

The provincial flood office counts 31,700 people who had to go."""
    first, other = two(FLOOD, own, hours=1)
    assert other.story_id != first.story_id


@pytest.mark.parametrize("heads", ["", "SVALBARD. ONTARIO. GREENLAND. BOOKS.", "Harbour: Canada: Greenland: Books:"])
def test_a_page_of_several_stories_belongs_to_the_one_it_opens_with_and_says_nothing_new(heads):
    item = (
        "Port Vela police have moved 1,240 people out of the Old Quay after the tanker Corvina Star struck the pier. Her rudder failed at 5:20 a.m. "
        "with 900 tonnes of ammonia on board; no leak was found. Patients of Santa Rita went to Lindholm."
    )
    ends = (":", ".") if ":" in heads else (".",)
    words = [word + ends[0] for word in heads.replace(":", ".").split(". ")] if heads else [""] * 4
    page = "\n\n".join(
        f"{head.replace('..', '.')} {text}".strip()
        for head, text in zip(words, [item, *ELSEWHERE.split("\n\n")], strict=True)
    )
    first, digest = two(AGENCY, page, hours=2)
    assert (digest.story_id, digest.verdict) == (first.story_id, Verdict.DUPLICATE)
    later, story = two(page, AGENCY, hours=2)
    assert story.story_id == later.story_id


def test_the_labels_of_an_official_notice_make_it_no_digest():
    notice = """The Tolm County Sheriff has issued an EVACUATION ORDER because of the Anvil Fire in Mill Canyon.
Evacuation route: east on Canyon Road to Fort Larkin, then Highway 3.
Shelter: Larkin Middle School gymnasium, 400 Howell Avenue.
Large animals: Golden Fairgrounds, 1712 Fairlane Road, Yarrow.
Small animals: Rescue Ranch, 2216 Oberlin Road, Yarrow."""
    added = notice + "\nAdded at 8 a.m.: Quartz Valley from Meamber Bridge to Muggins is now under a warning."
    first, update = two(notice, added, hours=2)
    assert (update.story_id, update.verdict) == (first.story_id, Verdict.UPDATE)
    assert any("Muggins" in text for text in update.new)


@pytest.mark.parametrize(
    "notice",
    [
        "Walk of the week: from Santa Rita to Lindholm, three miles, with a pub at the end.",
        "Vacancies: Pilot (Port Vela), Docker (Lindholm), Cook (Karlsund). Apply by 30 June.",
        "Rents in Old Quay rose 11 percent in a year, according to the portal BaytIndex. A flat now costs 48,000 crowns.",
        "Planning a trip? Our ten favourite beaches include Ostrava Bay, with its white rock, and Agios.\n\nTry the pies of Lindholm before nine.",
    ],
)
def test_a_notice_that_names_the_same_places_is_not_new(notice):
    _, copy = two(AGENCY, f"{AGENCY}\n\n{notice}", hours=1)
    assert copy.verdict is Verdict.DUPLICATE


def test_the_sum_of_two_figures_is_not_new_in_a_brief():
    _, brief, update = stories(
        article("a", FLOOD.replace("1,240 soldiers with 96 boats", "1,240 soldiers and 260 police officers with 96 boats")),
        article("b", "Some 1,500 soldiers and police officers, 260 of them police, have joined the rescue at Karsh, where the Dulu and Zhai rivers drove 31,700 people out."),
        article("c", "Some 1,900 soldiers and police officers, 260 of them police, have joined the rescue at Karsh, where the Dulu and Zhai rivers drove 31,700 people out."),
    )  # fmt: skip
    assert brief.verdict is Verdict.DUPLICATE
    assert update.verdict is Verdict.UPDATE


def test_beside_a_rewriters_words_the_words_of_the_agency_say_nothing_new():
    passage = "\n\nThe second crest passed Karsh on Monday night, sooner than forecast, at 252.1 metres, the flood office said."
    spun = "\n\nThe next peak went by Karsh upon Monday night, sooner than awaited, at 252.1 metres, the deluge bureau told."
    _, update, copy = stories(
        article("a", FLOOD), article("b", SPUN + spun, hours=1), article("c", FLOOD + passage, hours=2)
    )
    assert (update.verdict, copy.verdict) == (Verdict.UPDATE, Verdict.DUPLICATE)


@pytest.mark.parametrize(
    "line", ["The council hopes to say by Thursday who can return.", "The glacier has moved back two kilometres."]
)
def test_what_is_not_an_all_clear_is_none(line):
    assert not says_over(line)
    assert says_over("Residents of Karsh have gone back.")
    assert not says_over("The fisherman went back and forth five times with his boat.")


def test_short_items_of_a_page_without_heads_are_other_stories_and_not_new():
    page = """Port Vela police have moved 1,240 people out of the Old Quay after the tanker Corvina Star struck the pier. Her rudder failed at 5:20 a.m. with 900 tonnes of ammonia on board, said Mayor Ilse Brandauer.

In Seoul bus drivers walked out for the second day over overtime. The subway ran ten more trains an hour.

Sri Lanka's parliament passed a law on microfinance by 151 votes to 42.

And the zoo of Chengdu has let the public name its new panda. "Rice Cooker" leads by a wide margin."""
    first, digest = two(AGENCY, page, hours=2)
    assert (digest.story_id, digest.verdict) == (first.story_id, Verdict.DUPLICATE)


def test_a_province_named_for_a_country_names_no_country():
    brief = "A fire near Larkin, British Columbia, has jumped Highway 97 and 1,020 homes were ordered cleared. The Anvil fire was mapped at 1,150 hectares."
    story = 'LARKIN, British Columbia - A fire jumped Highway 97 west of Larkin on Monday and the district ordered 1,020 homes cleared before dawn.\n\nThe Anvil fire was mapped at 1,150 hectares at 4 a.m., said Ann Riley of the fire service.\n\n"We lost the flank in twenty minutes," she said.'
    first, copy = two(story, brief, hours=2)
    assert (copy.story_id, copy.verdict) == (first.story_id, Verdict.DUPLICATE)
