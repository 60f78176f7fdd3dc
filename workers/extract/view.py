"""One parsed sentence of an article, with the places and people its words name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from workers.extract.context import Context, Located
from workers.extract.groups import People, all_people, phrase_classes
from workers.extract.lexicon import Lexicon
from workers.extract.sentences import Sentence
from workers.extract.syntax import Token

GUESSED = "reader"
"""The pattern of what the reader hears and no construction reads."""


@dataclass(slots=True)
class Statement:
    """What one sentence asserts, as words of the sentence, before names are resolved."""

    pattern: str
    verb: Token
    action: str
    status: str | None = None
    status_words: tuple[int, int] | None = None
    actors: list[Token] = field(default_factory=list)
    people: list[People] = field(default_factory=list)
    origins: list[Token] = field(default_factory=list)
    destinations: list[Token] = field(default_factory=list)
    agentless: bool = False
    weight: float = 1.0
    home: bool = False
    claims: list[Token] = field(default_factory=list)
    """Other words of the sentence that this statement has read, so that later families leave them."""


class View:
    """A sentence with its parse."""

    def __init__(self, context: Context, sentence: Sentence, doc: Token) -> None:
        self.context = context
        self.sentence = sentence
        self.doc = doc
        self.located: list[Located] = context.located.get(sentence.index, [])
        self._people: dict[int, list[People]] = {}

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon in use."""
        return self.context.lexicon

    @cached_property
    def nationals(self) -> dict[int, str]:
        """Countries of the tokens that name nationals, by token index."""
        found: dict[int, str] = {}
        for mention in self.located:
            tokens = self.tokens(mention)
            if not tokens:
                continue
            last = tokens[-1]
            if mention.kind == "demonym" and last.dep_ in ("amod", "compound", "nmod"):
                found[last.i] = mention.place.country
                continue
            noun = last.pos_ in ("NOUN", "PROPN", "ADJ", "PRON") and last.dep_ not in (
                "compound",
                "amod",
                "nmod",
                "poss",
            )
            if mention.kind == "nationals" or (
                mention.kind == "demonym"
                and noun
                and last.dep_ in ("dobj", "nsubjpass", "nsubj", "pobj", "conj", "dative", "appos")
            ):
                if last.dep_ in ("amod", "compound", "nmod") and last.head.pos_ in ("NOUN", "PROPN"):
                    continue
                found[last.i] = mention.place.country
        return found

    def tokens(self, mention: Located) -> list[Token]:
        """Return the tokens a mention covers."""
        return [token for token in self.doc if token.idx < mention.end and mention.start < token.idx + len(token.text)]

    def mention(self, token: Token) -> Located | None:
        """Return the mention that covers a token, if any."""
        for mention in self.located:
            if mention.start <= token.idx < mention.end:
                return mention
        return None

    def within(self, start: int, end: int) -> list[Located]:
        """Return the mentions inside a character span of the sentence."""
        return [mention for mention in self.located if start <= mention.start and mention.end <= end]

    def people(self, token: Token) -> list[People]:
        """Return the groups that a noun and those coordinated with it name."""
        if token.i not in self._people:
            self._people[token.i] = all_people(token, self.lexicon, self.nationals, self.context.diplomatic)
        return [*self._people[token.i]]

    def classes(self, token: Token) -> frozenset[str]:
        """Return the lexicon's noun classes of the longest phrase that ends in a token."""
        return phrase_classes(token, self.lexicon)[0]

    def verbs(self, name: str) -> Iterator[Token]:
        """Yield the tokens that are verbs of a class."""
        for token in self.doc:
            if name in self.lexicon.verb(token.lower_) and token.tag_[:2] in ("VB", "NN", "JJ", "RB"):
                yield token
