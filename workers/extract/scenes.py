"""What sort of scene the words stand in: whether a story of drills, films, surgery or sport lends its words another sense."""

import re
from dataclasses import dataclass

from workers.extract.context import Context

PREFIX = "scene_"
LEAST = {
    "drill": 3.0,
    "fiction": 3.0,
    "medical": 2.0,
    "vacuum": 2.0,
    "sport": 3.0,
    "plan": 4.0,
    "tech": 3.0,
    "anniversary": 99.0,
    "money": 99.0,
}
"""Weighted signs from which the whole article counts as such a scene: set on the development articles, titles counting double."""

NO_PEOPLE = re.compile(
    r"\b(?:chamber|tube|flask|clots?|haematoma|hematoma|bowels?|bladder|uterus|cavity|pipes?|cylinder|air|gas(?:es)?|portfolio|bonds?|trade|position|penalty box)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """The scene an article sets, None for news; and the weights of its signs."""

    name: str | None
    weights: dict[str, float]


def read(context: Context) -> Scene:
    """Return the scene of an article."""
    weights: dict[str, float] = {}
    for name, pattern in context.lexicon.patterns(PREFIX):
        total = 0.0
        kinds: set[str] = set()
        for sentence in context.sentences:
            for match in pattern.finditer(sentence.text):
                kinds.add(match.group().lower())
                total += 2.0 if sentence.part == "title" else 1.0
        weights[name] = min(total, 1.5 * len(kinds) + 0.5) if kinds else 0.0
    length = max(1.0, len(context.text) / 1500)
    over = {
        name: weight / LEAST[name] / length
        for name, weight in weights.items()
        if weight / length >= LEAST.get(name, 99)
    }
    return Scene(max(over, key=lambda name: (over[name], name)) if over else None, weights)


def sentence_scene(context: Context, text: str) -> str | None:
    """Return the scene that a sentence by itself sets (a drill recalled in a news story), None where it is plain."""
    for name in ("drill", "fiction", "medical", "vacuum"):
        if len(context.lexicon.pattern(PREFIX + name).findall(text)) >= (1 if name == "drill" else 2):
            return name
    return None
