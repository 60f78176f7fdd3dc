from pathlib import Path

import pytest

from workers.extract.lexicon import Entry, LexiconError, inflect_verb, lexicon, load, plural

LEXICON = lexicon()


def recognised(entry: Entry, sentence: str) -> bool:
    if entry.kind == "pattern":
        return LEXICON.pattern(entry.name).search(sentence) is not None
    words = [word.strip(".,;:\"'()") for word in sentence.lower().split()]
    phrases = [" ".join(words[i : i + n]) for n in range(1, LEXICON.longest + 1) for i in range(len(words))]
    phrases += [phrase.removesuffix("'s") for phrase in phrases]
    look = LEXICON.verb if entry.kind == "verb" else LEXICON.noun
    return any(entry.name in look(phrase) for phrase in phrases)


@pytest.mark.parametrize("entry", LEXICON.entries.values(), ids=lambda entry: entry.name)
def test_every_class_has_a_meaning_and_an_example_it_recognises(entry: Entry) -> None:
    assert entry.about
    assert entry.examples
    assert all(recognised(entry, example) for example in entry.examples)


def test_verbs_are_inflected_by_rule_or_looked_up() -> None:
    assert inflect_verb("evacuate", {}) == ["evacuate", "evacuates", "evacuated", "evacuating"]
    assert inflect_verb("carry", {}) == ["carry", "carries", "carried", "carrying"]
    assert LEXICON.lemma("flown") == "fly"


def test_plurals_have_their_singular() -> None:
    assert plural("serviceman") == "servicemen"
    assert LEXICON.noun_lemma("families") == "family"


def test_a_newsroom_adds_words_to_a_class(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text('[evacuate]\nkind = "verb"\nwords = ["skyhook"]\n', encoding="utf-8")
    assert "evacuate" in load(file).verb("skyhooked")
    assert "evacuate" in load(file).verb("airlifted")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("[nonsense]\nkind = 'verb'\nwords = ['x']\n", "is no verb class"),
        ("[evacuate]\nkind = 'noun'\nwords = ['x']\n", "is no noun class"),
        ("[evacuate]\nkind = 'verb'\nwords = 'x'\n", "list of strings"),
        ("[evacuate]\nwords = ['x']\n", "kind must be"),
        ("[cause_flood]\nkind = 'pattern'\nwords = ['(']\n", "cause_flood"),
        ("evacuate", "ours.toml"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_one_line(tmp_path: Path, content: str, complaint: str) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint) as error:
        load(file)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.toml"):
        load(tmp_path / "none.toml")
