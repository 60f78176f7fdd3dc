"""The language that a text shows wins over the one its feed claims."""

import pytest

from workers.ingest.language import language_of

ENGLISH = (
    "The governor ordered 4,000 people in the valley to leave their homes on Monday as the fire crossed the river."
)
FRENCH = (
    "Le préfet a ordonné lundi l'évacuation de 4 000 habitants de la vallée, alors que le feu avait franchi la rivière."
)
SPANISH = "El gobernador ordenó el lunes evacuar a cuatro mil vecinos del valle cuando el fuego cruzó el río, según las autoridades."


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (FRENCH, "fr"), (SPANISH, "es")])
@pytest.mark.parametrize("claimed", [None, "en", "fr", "de-DE", "nonsense"])
def test_the_text_wins_over_the_claim(text, language, claimed):
    assert language_of(text, claimed) == language


@pytest.mark.parametrize(
    ("claimed", "language"), [("en", "en"), ("en-GB", "en"), ("EN_us", "en"), ("English", "en"), ("fr", "fr")]
)
def test_a_text_too_short_to_tell_follows_the_claim(claimed, language):
    assert language_of("Kyiv, Lviv: 4,000 out", claimed) == language


def test_foreign_names_do_not_make_an_english_text_foreign():
    text = "The people of Kostiantynivka, Pokrovsk, Myrnohrad and Dobropillia in the Donetsk Oblast are to leave by Thursday."
    assert language_of(text, "uk") == "en"


@pytest.mark.parametrize("text", ["", "...", "\ud800", "1 2 3"])
def test_a_text_without_words_has_some_language(text):
    assert len(language_of(text, None)) == 2
