"""Cleaning repairs a text and takes out what is not the story, and nothing of the story."""

import string
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.ingest.clean import clean_text, clean_title

STORY = [
    "Officials ordered 4,000 people to leave the valley on Monday.",
    "“The safety of our staff comes first,” the minister said.",
    "Read the notice and leave, residents were told.",
    "Share a car if you can, the sheriff said.",
    "The embassy said it would follow the situation.",
    "Subscribers to the alert service got a text message at 5 a.m. telling them to go.",
    "Photographs by satellite showed the village empty.",
    "Cookies and blankets were handed out at the shelter.",
    "Watch teams on the dam saw water coming through.",
    "See you at the harbour, she told her sons.",
    "More than 200 were taken off by boat",
    "Close to 300 people left.",
    "Home is where the fire was.",
    "Register with the embassy for updates, the ministry urged its citizens.",
    "Related families were kept together on the buses.",
    "Comment was not immediately available.",
    "Residents may download the county's app for updates on the order.",
    "All rights to return were denied.",
    "Reuters reported that 300 had left.",
    "Image analysis by the agency found the camp deserted.",
]

FURNITURE = [
    "See also  USMNT vs. Grenada Score, Ratings: Jesus Ferreira scored four goals",
    "Leave a Reply",
    "Your email address will not be published.",
    "Your email address will not be published. Required fields are marked *",
    "Read more: Ten things to know",
    "READ MORE: Why eggs cost so much again",
    "Also read: Gold falls",
    "Share",
    "Share this article",
    "Share on Facebook Share on X Email Print",
    "Facebook | Twitter | WhatsApp",
    "Tweet Share Email",
    "We use cookies to improve your experience.",
    "This site uses cookies. OK",
    "By continuing to browse you agree to our cookie policy.",
    "Accept all cookies",
    "Sign up for our daily newsletter",
    "Subscribe now for just 1.99 a week and never miss a story.",
    "Get the latest headlines straight to your inbox",
    "You have 2 free articles left this month. Already a subscriber? Log in.",
    "Advertisement",
    "Story continues below advertisement",
    "Follow us on Telegram",
    "Tags: news, world, latest",
    "Photo: Reuters",
    "(Photo by Jane Smith/Getty Images)",
    "Image credit: EPA",
    "Jane Smith/AFP via Getty Images",
    "© Agence France-Presse",
    "Copyright 2026 Lakeshore Media Group. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.",
    "All rights reserved.",
    "3 min read",
    "12 Comments",
    "Listen to this article - 2 min",
    "Promoted stories: The shoes every nurse is talking about",
    "Trending: Man finds ring lost in 1974 | School board picks new chief",
    "More from World: Ministers quarrel over fish quotas; Opera house to reopen",
    "Have your say in our comments section. Make a complaint about this article under our editors' code.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_that_is_the_sites_own_is_taken_out(line):
    assert clean_text(f"{STORY[0]}\n{line}\n{STORY[1]}") == f"{STORY[0]}\n{STORY[1]}"


@pytest.mark.parametrize("sentence", STORY)
def test_a_sentence_of_the_story_stays(sentence):
    assert clean_text(sentence) == sentence


WORDS = st.text(string.ascii_lowercase, min_size=1, max_size=9)
SENTENCES = st.lists(WORDS | st.sampled_from(" ".join(STORY).split()), min_size=3, max_size=25).map(
    lambda words: " ".join(["The", *words, "said"]) + "."
)


@given(st.lists(SENTENCES | st.sampled_from(STORY), min_size=1, max_size=5), st.lists(st.sampled_from(FURNITURE)))
def test_no_sentence_is_ever_lost_whatever_stands_around_it(sentences, furniture):
    page = "\r\n\r\n".join([*sentences, *furniture])
    assert clean_text(page).split("\n")[: len(sentences)] == [" ".join(sentence.split()) for sentence in sentences]


@given(st.text())
def test_no_text_keeps_a_control_character_or_an_untidy_line(text):
    lines = clean_text(text).split("\n")
    assert not any(category(character) in {"Cc", "Cs"} for line in lines for character in line)
    assert not any(mark in line for line in lines for mark in "\u202e\u2066\u200b\ufeff\u00ad")
    assert lines == [""] or all(line and line == line.strip() for line in lines)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("‚ÄúSunday", "“Sunday"),
        ("â€œLeave now,â€\x9d she said. Itâ€™s over.", "“Leave now,” she said. It’s over."),
        ("The cafÃ© in LiÃ¨ge", "The café in Liège"),
    ],
)
def test_mojibake_is_repaired(broken, whole):
    assert clean_text(broken) == whole


@pytest.mark.parametrize("sound", ["naïve café “q”", "Kyiv’s €5m", "Zürich – Łódź", "Київ", "Ärzte ohne Grenzen"])
def test_sound_characters_are_left_alone(sound):
    assert clean_text(sound) == sound


def test_what_cannot_be_seen_is_taken_out():
    assert clean_text("eva\u00adcu\u200bated\x00 \u202eby\u202c\ufeff the\u00a0army\ud800") == "evacuated by the army"


def test_entities_are_read_as_characters():
    assert clean_text("Ruiz &amp; Sons said &#8220;go&#8221;. AT&T did not.") == "Ruiz & Sons said “go”. AT&T did not."


def test_paragraphs_stay_lines():
    assert clean_text("One.\r\n\r\nTwo.\u2028Three.\x0bFour.") == "One.\nTwo.\nThree.\nFour."


def test_a_sentence_wrapped_over_lines_is_made_whole():
    wrapped = (
        "The governor of the province on Monday ordered some 4,000 people in\n"
        "Kostiantynivka and six villages around it to leave their homes, the\n"
        "regional administration said.\n\nBuses were to leave at noon."
    )
    assert clean_text(wrapped).split("\n") == [
        "The governor of the province on Monday ordered some 4,000 people in Kostiantynivka and six villages around it to leave"
        " their homes, the regional administration said.",
        "Buses were to leave at noon.",
    ]


def test_a_list_of_short_lines_stays_a_list():
    lines = "Zones under order:\nPalm Beach\nCedar Key\nHorseshoe Beach"
    assert clean_text(lines) == lines


@pytest.mark.parametrize(
    ("title", "cleaned"), [(None, None), (" \u200b ", None), ("Two\nlines &amp; more ", "Two lines & more")]
)
def test_a_title_is_one_line_or_none(title, cleaned):
    assert clean_title(title) == cleaned
