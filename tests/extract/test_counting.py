"""How many people an assertion is about."""

import pytest

from workers.extract.counting import choose
from workers.extract.quantities import find


def counted(parser, words, text: str, verb: str):
    (doc,) = parser.parse([text])
    trigger = next(token for token in doc if token.text == verb)
    count = choose(find(text), doc, trigger, words)
    return None if count is None else (count.min, count.max)


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The navy took about 900 people off the beach.", "took", (900, 900)),
        ("More than 500 residents were evacuated.", "evacuated", (500, None)),
        ("A plane left Kabul on Tuesday with 229 students on board.", "left", (229, 229)),
        ("Some 170,000 had been ordered out of the zone.", "ordered", (170_000, 170_000)),
        ("Helicopters picked up 98 foreigners, 21 of them Germans, from a field.", "picked", (98, 98)),
        ("Buses took 1,057 inmates to another prison, including 30 women.", "took", (1057, 1057)),
        ("The last of 955 miners were brought up.", "brought", (955, 955)),
        ("Soldiers moved 40 patients and 20 nurses to Casino.", "moved", (60, 60)),
        ("The airline flew 200 passengers home on Monday, bringing the total to 1,396.", "flew", (200, 200)),
        ("Madrid plans to lift out some 70 Spaniards.", "lift", (70, 70)),
        ("A first group of 11 employees had flown to Las Palmas.", "flown", (11, 11)),
        ("Paris will not withdraw the ambassador or the 600 teachers.", "withdraw", (600, 600)),
        ("The coastguard brought 340 home on Sunday.", "brought", (340, 340)),
        ("The Israelis flew 15 babies and their parents to Tel Aviv.", "flew", (15, None)),
    ],
)
def test_the_people_moved_are_counted(parser, words, text, verb, expected):
    assert counted(parser, words, text, verb) == expected


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Police evacuated 40 homes.", "evacuated"),
        ("Up to 60 marines arrived to help evacuate Britons.", "evacuate"),
        ("Officials ordered 1,200 families to leave.", "ordered"),
        ("Three planes took diplomats to Paris.", "took"),
        ("Residents were evacuated after gunmen killed 148 people.", "evacuated"),
        ("The town, a village of about 490, was evacuated.", "evacuated"),
        ("The fire burned 2,900 hectares and residents were evacuated.", "evacuated"),
        ("The governor evacuated nine parishes.", "evacuated"),
        ("Half of the village's 4,800 people were evacuated.", "evacuated"),
        ("The embassy evacuated its staff while 10,000 troops massed at the border.", "evacuated"),
    ],
)
def test_a_count_of_anything_else_is_no_quantity(parser, words, text, verb):
    assert counted(parser, words, text, verb) is None
