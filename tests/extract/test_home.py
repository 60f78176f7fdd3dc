"""Which country an article that names no state is from."""

import pytest

from tests.extract.articles import constructions, story
from workers.extract.home import home
from workers.extract.lexicon import lexicon
from workers.gazetteer import gazetteer


def _home(text: str, **fields: str) -> str | None:
    article = story(text).article.model_copy(update=fields)
    found = gazetteer().mentions(text)
    return home(article, text, lexicon(), found, gazetteer().resolve(found))


@pytest.mark.parametrize(
    ("text", "fields", "code"),
    [
        ("Residents of Opal Tower were hustled down the stairs.", {"source": "The Sydney Star"}, "AU"),
        ("Residents of Mascot Towers were removed.", {"source": "Fire Rescue New South Wales"}, "AU"),
        ("The school was cleared.", {"url": "https://www.example.co.uk/news/1"}, "GB"),
        ("The school was cleared.", {"url": "https://www.example.it/cronaca/1"}, "IT"),
        ("The school was cleared.", {"url": "https://stream.example.tv/news/1"}, None),
        ("The tehsildar had villagers moved.", {}, "IN"),
        ("The county council cleared the leisure centre.", {}, "GB"),
        ("Sheriff's deputies cleared the school district's offices.", {"source": "The Durham Post"}, "US"),
        ("The hall was cleared.", {}, None),
        ("QUAIL CANYON, Calif. — Everyone has to go.", {}, "US"),
        ("Deputies of the sheriff's office cleared the hall.", {"source": "Del Rio County Sheriff"}, "US"),
    ],
)
def test_the_outlet_and_its_words_tell_where_an_article_is_from(text, fields, code):
    assert _home(text, **fields) == code


@pytest.mark.parametrize(
    "text",
    ["Beirut's airport was cleared.", "Lebanese villagers were moved.", "Flights to Mumbai and Lagos were stopped."],
)
def test_an_article_that_names_a_state_or_a_large_town_elsewhere_is_not_from_its_outlets_country(text):
    assert _home(text, source="The Sydney Star") is None


def test_what_the_article_calls_by_name_alone_lies_in_the_country_it_is_from():
    """Regression: "Durham" of a county council was the one in North Carolina."""
    (draft,) = constructions().extract([story("Durham County Council ordered residents to evacuate Durham.")])[0]
    assert [place.country for place in draft.origins] == ["GB"]
