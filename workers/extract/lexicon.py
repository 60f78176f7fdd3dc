"""The words and patterns that extraction rests on, read from the TOML files in `data` and a newsroom's own file.

A file holds tables, one a class: `kind` (`verb`, `noun` or `pattern`), `about`, `words`, `examples`. Words are given in their base form;
inflected forms are made here. A newsroom's file of the same form adds words to the classes it names.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

IRREGULAR = "irregular.toml"
BODIES = "bodies.toml"
WORD_SETS = "words.toml"


class LexiconError(ValueError):
    """A lexicon file cannot be used. The message is one line that names the file, the class and what is wrong."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One class of words: its name, kind, what it means, its words and its tested examples."""

    name: str
    kind: str
    about: str
    words: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A well-known body. `country` is empty for an international one, "?" where it is that of the story."""

    name: str
    country: str
    kind: str


def inflect_verb(base: str, irregular: Mapping[str, list[str]]) -> list[str]:
    """Return all forms of an English verb, the base first. Irregular ones are looked up, the rest made by rule."""
    if base in irregular:
        return [base, *irregular[base]]
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    plural = base + ("es" if re.search(r"(?:s|x|z|ch|sh)$", base) else "s")
    return [base, plural, base + "ed", base + "ing"]


def plural(noun: str) -> str:
    """Return the plural of an English noun by rule (its last word, where it has several)."""
    for singular, several in (
        ("man", "men"),
        ("child", "children"),
        ("person", "persons"),
        ("wife", "wives"),
        ("foot", "feet"),
    ):
        if noun.endswith(singular) and noun not in ("human", "german"):
            return noun.removesuffix(singular) + several
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s")


NO_CLASSES: frozenset[str] = frozenset()


class Lexicon:
    """Looks words up by class. Built once by `lexicon()`; immutable after."""

    def __init__(
        self, entries: Mapping[str, Entry], irregular: Mapping[str, list[str]], bodies: Mapping[str, Body]
    ) -> None:
        self.entries = dict(entries)
        self.bodies = dict(bodies)
        self._verbs: dict[str, set[str]] = {}
        self._lemmas: dict[str, str] = {}
        self._nouns: dict[str, set[str]] = {}
        self._noun_lemmas: dict[str, str] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._prefixed: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {}
        self.longest = 1
        for entry in self.entries.values():
            self._add(entry, irregular)
        self._verb_classes = {form: frozenset(classes) for form, classes in self._verbs.items()}
        self._noun_classes = {form: frozenset(classes) for form, classes in self._nouns.items()}

    def _add(self, entry: Entry, irregular: Mapping[str, list[str]]) -> None:
        if entry.kind == "pattern":
            self._patterns[entry.name] = re.compile(
                r"(?<![\w-])(?:" + "|".join(entry.words) + r")(?!\w)", re.IGNORECASE
            )
            return
        for word in entry.words:
            if entry.kind == "verb":
                for form in inflect_verb(word, irregular):
                    self._verbs.setdefault(form, set()).add(entry.name)
                    self._lemmas.setdefault(form, word)
            else:
                for form in (word, plural(word)):
                    self._nouns.setdefault(form, set()).add(entry.name)
                    if self._noun_lemmas.get(form, form) == form:
                        self._noun_lemmas[form] = word
                self.longest = max(self.longest, word.count(" ") + 1)

    def verb(self, form: str) -> frozenset[str]:
        """Return the classes of a verb form (lower case); empty where it is none of ours."""
        return self._verb_classes.get(form, NO_CLASSES)

    def lemma(self, form: str) -> str:
        """Return the base form of a verb form, or the form itself."""
        return self._lemmas.get(form, form)

    def noun(self, phrase: str) -> frozenset[str]:
        """Return the classes of a noun, singular or plural, one word or several (lower case)."""
        return self._noun_classes.get(phrase, NO_CLASSES)

    def noun_lemma(self, phrase: str) -> str:
        """Return the singular of a noun of ours, or the phrase itself."""
        return self._noun_lemmas.get(phrase, phrase)

    def pattern(self, name: str) -> re.Pattern[str]:
        """Return the compiled pattern of a class; raises `KeyError` for an unknown one."""
        return self._patterns[name]

    def find_pattern(self, name: str) -> re.Pattern[str] | None:
        """Return the compiled pattern of a class, None where there is no such class."""
        return self._patterns.get(name)

    def verb_forms(self, name: str) -> set[str]:
        """Return every form of the verbs of a class."""
        return {form for form, classes in self._verbs.items() if name in classes}

    def noun_forms(self, prefix: str) -> set[str]:
        """Return every form of the nouns of the classes whose name starts with `prefix`."""
        return {form for form, classes in self._nouns.items() if any(name.startswith(prefix) for name in classes)}

    def patterns(self, prefix: str) -> Sequence[tuple[str, re.Pattern[str]]]:
        """Return name (without the prefix) and pattern of the classes whose name starts with `prefix`."""
        if prefix not in self._prefixed:
            found = [(name, each) for name, each in self._patterns.items() if name.startswith(prefix)]
            self._prefixed[prefix] = tuple((name.removeprefix(prefix), each) for name, each in found)
        return self._prefixed[prefix]


def read_entries(document: Mapping[str, Any], source: str) -> dict[str, Entry]:
    """Return the classes that a parsed TOML document holds; raises `LexiconError`."""
    entries: dict[str, Entry] = {}
    for name, table in document.items():
        if not isinstance(table, dict):
            raise LexiconError(f"{source}: {name} is not a table")
        kind, words = table.get("kind"), table.get("words")
        if kind not in ("verb", "noun", "pattern"):
            raise LexiconError(f"{source}: [{name}] kind must be verb, noun or pattern")
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            raise LexiconError(f"{source}: [{name}] words must be a list of strings")
        if kind == "pattern":
            for word in words:
                try:
                    re.compile(word)
                except re.error as error:
                    raise LexiconError(f"{source}: [{name}] {word!r}: {error}") from None
        examples = tuple(str(example) for example in table.get("examples", ()))
        entries[name] = Entry(name, kind, str(table.get("about", "")), tuple(dict.fromkeys(words)), examples)
    return entries


def load(addition: Path | None = None) -> Lexicon:
    """Return the built-in lexicon, with the words of `addition` added; raises `LexiconError` where that file cannot be used."""
    entries: dict[str, Entry] = {}
    irregular: dict[str, list[str]] = {}
    bodies: dict[str, Body] = {}
    for file in sorted(files("workers.extract").joinpath("data").iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".toml") or file.name == WORD_SETS:
            continue
        document = tomllib.loads(file.read_text(encoding="utf-8"))
        if file.name == IRREGULAR:
            irregular.update(document)
        elif file.name == BODIES:
            bodies.update({alias: Body(*described) for alias, described in document["bodies"].items()})
        else:
            entries.update(read_entries(document, file.name))
    if addition is not None:
        entries = _extended(entries, addition)
    return Lexicon(entries, irregular, bodies)


def _extended(entries: dict[str, Entry], addition: Path) -> dict[str, Entry]:
    try:
        document = tomllib.loads(addition.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{addition}: {error}") from None
    for name, added in read_entries(document, str(addition)).items():
        known = entries.get(name)
        if known is None or known.kind != added.kind:
            raise LexiconError(f"{addition}: [{name}] is no {added.kind} class of the lexicon")
        words = tuple(dict.fromkeys(known.words + added.words))
        entries[name] = Entry(name, known.kind, known.about, words, known.examples + added.examples)
    return entries


@lru_cache(maxsize=4)
def lexicon(addition: str = "") -> Lexicon:
    """Return the lexicon, cached; `addition` is the path in EVACWIRE_LEXICON (empty: the built-in one alone)."""
    return load(Path(addition) if addition else None)
