"""Why people are to leave."""

import pytest

from schemas.vocabulary import CauseCategory
from workers.extract.causes import GENERIC, HINT, OTHER_SENSES, PREFIX, article_cause, find, sentence_cause
from workers.extract.sentences import split


def cause_of(words, text: str, title: str = ""):
    sentences = (split(title, "title") if title else []) + split(text, "text", 1)
    article = article_cause(sentences, words)
    return article.category.value if article else None


def told(words, text: str):
    (sentence,) = split(text, "text")
    cause = sentence_cause(find(sentence, words), None)
    return cause.category.value if cause else None


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("They fled as flames closed in on the village.", "wildfire"),
        ("The hotel was emptied after a kitchen fire on the third floor.", "structure_fire"),
        ("People left the villages along the swollen Elbe.", "flood"),
        ("Tourists were flown out ahead of the hurricane.", "storm"),
        ("They left after a magnitude 6.1 earthquake.", "earthquake"),
        ("Beaches were cleared after the quake set off a tsunami warning.", "tsunami"),
        ("Villagers were moved for fear of lahars.", "volcano"),
        ("Nine houses were emptied after a quick clay slide.", "landslide"),
        ("Six blocks were cleared because of an ammonia leak.", "chemical"),
        ("People left the zone after radiation leaked from the reactor.", "nuclear"),
        ("The students were flown home because of Ebola.", "disease"),
        ("The school was emptied after a bomb threat.", "bomb_threat"),
        ("The mall was cleared because of a suspicious package.", "bomb_threat"),
        ("3,000 people left while an unexploded WWII bomb was defused.", "unexploded_ordnance"),
        ("A Second World War device was found in a garden.", "unexploded_ordnance"),
        ("Villages below the tailings dam were cleared.", "dam_failure"),
        ("Residents left after the tanker train derailed.", "accident"),
        ("Staff left amid fears of an invasion.", "armed_conflict"),
        ("The town was emptied under shelling.", "armed_conflict"),
        ("Diplomats left after the coup.", "civil_unrest"),
        ("Staff were flown out over gang violence.", "civil_unrest"),
        ("Tourists went home after the suicide bombing.", "terrorism"),
        ("Teachers left after the outbreak of the mutiny in the garrison.", "civil_unrest"),
        ("The last guests drove out before the Juniper Fire reached the ridge.", "wildfire"),
        ("Twelve tents were lost in a camp fire at the refugee settlement.", "structure_fire"),
        ("Bathers were called up the hill after a wave warning.", "tsunami"),
        ("Four streets were emptied because cyanide was found in the warehouse.", "chemical"),
        ("The plant was cleared after a chain reaction began in the tank.", "nuclear"),
        ("The farms below were left as a fissure opened.", "volcano"),
        ("The hamlet was emptied when two million cubic metres of rock began to move.", "landslide"),
        ("The ward was moved after a fragment of a drone broke the windows.", "armed_conflict"),
        ("The prison wing was emptied because of a burst main.", "accident"),
    ],
)
def test_a_sentence_tells_its_danger(words, text, category):
    assert told(words, text) == category


@pytest.mark.parametrize(
    "text",
    [
        "The Fire Department praised the residents.",
        "Flood Street was closed.",
        "It was a political earthquake.",
        "She dropped a bombshell.",
        "He was fired from his job.",
        "They were flooded with calls.",
        "The party won by a landslide victory.",
        "Firefighters helped them down.",
        "The two firms fought a price war.",
        "A colonel of the Revolutionary Guards spoke.",
        "The Boulder County Fire and Rescue crew stood by.",
        "The first wave of guests flew home.",
    ],
)
def test_names_and_figures_of_speech_are_no_danger(words, text):
    assert told(words, text) is None


def test_an_article_is_about_what_its_title_and_lead_tell(words):
    text = "The river burst its banks on Monday.\n\nA fire in a kitchen in 1987 was the last time they left."
    assert cause_of(words, text, "Flood empties town") == "flood"


def test_a_generic_fire_is_read_by_its_company(words):
    assert cause_of(words, "The fire grew to 2,900 hectares as the wind drove flames through the forest.") == "wildfire"
    assert (
        cause_of(words, "The blaze began in a kitchen on the third floor; smoke filled the building.")
        == "structure_fire"
    )


def test_an_article_without_a_danger_tells_none(words):
    assert cause_of(words, "The embassy is closed until further notice. Staff left on Monday.") is None


def test_a_passing_word_of_violence_is_not_what_an_article_is_about(words):
    assert cause_of(words, "The embassy is closed.\n\nStaff left.\n\nTelevision spoke of terrorists.") is None


def test_every_category_has_words_and_every_class_a_true_example(words):
    categories = {name.removeprefix(PREFIX) for name in words.entries if name.startswith(PREFIX)}
    assert categories == {category.value for category in CauseCategory} - {"unknown"}
    for name, entry in words.entries.items():
        if name.startswith((PREFIX, GENERIC, HINT)) or name == OTHER_SENSES:
            assert entry.examples, name
            assert all(words.pattern(name).search(example) for example in entry.examples), name
