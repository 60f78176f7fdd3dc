"""What sort of scene the words stand in: whether a story of drills, films, surgery or sport lends its words another sense."""

from dataclasses import dataclass

from workers.extract.context import Context

WEAK, TELLING = "scene_", "telling_"
"""Prefixes of the lexicon's classes of signs: those that only go with a scene, and those that tell it."""

TOLD = 2.0
"""What a telling sign weighs; a weak one weighs 1, each twice that in a title."""

LEAST = {
    "drill": 3.0,
    "fiction": 3.0,
    "medical": 2.0,
    "vacuum": 2.0,
    "sport": 3.0,
    "plan": 4.0,
    "tech": 3.0,
}
"""Weighted signs from which the whole article counts as such a scene: set on the development articles and the tempting ones of the tests."""

CONFIRMED = 1.5
"""What each official confirmation takes off, two at most: a fire in an opera house is news, though it has an audience."""

NAMED = 4.0
"""What a title weighs that announces an exercise."""

INVENTED = ("fiction", "sport", "tech", "plan")
"""Scenes that no official confirms."""

PAGE = 1500.0
"""Code points of an article of common length: the signs of a longer one weigh less."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The scene an article sets, None for news; and the weights of its signs."""

    name: str | None
    weights: dict[str, float]


def read(context: Context) -> Scene:
    """Return the scene of an article."""
    confirmed = CONFIRMED * min(2, len(context.lexicon.pattern("official").findall(context.text)))
    length = max(1.0, len(context.text) / PAGE)
    weights: dict[str, float] = {}
    for name in LEAST:
        weight = _weight(context, name) - (confirmed if name in INVENTED else 0.0)
        weights[name] = max(0.0, weight) / length
    over = {name: weight / LEAST[name] for name, weight in weights.items() if weight >= LEAST[name]}
    return Scene(max(over, key=lambda name: (over[name], name)) if over else None, weights)


def _weight(context: Context, name: str) -> float:
    """Signs found over and over count for little: each kind of them adds one and a half at most."""
    total, most = 0.0, 0.5
    for prefix, weight in ((WEAK, 1.0), (TELLING, TOLD)):
        pattern = context.lexicon.find_pattern(prefix + name)
        if pattern is None:
            continue
        kinds: set[str] = set()
        for sentence in context.sentences:
            for match in pattern.finditer(sentence.text):
                kinds.add(match.group().lower())
                total += weight * (2.0 if sentence.part == "title" else 1.0)
        most += 1.5 * weight * len(kinds)
    if name == "drill":
        title = context.story.article.title or ""
        total += NAMED if context.lexicon.pattern("drill_title").search(title) else 0.0
        most += NAMED
        total -= TOLD * len(context.lexicon.pattern("not_a_drill").findall(context.text))
    return min(total, most)


def sentence_scene(context: Context, text: str) -> str | None:
    """Return the scene that a sentence by itself sets (a drill recalled in a news story), None where it is plain."""
    for name in ("drill", "fiction", "medical", "vacuum"):
        telling = context.lexicon.find_pattern(TELLING + name)
        signs = len(context.lexicon.pattern(WEAK + name).findall(text))
        told = len(telling.findall(text)) if telling is not None else 0
        if name == "drill":
            if (signs or told) and not context.lexicon.pattern("not_a_drill").search(text):
                return name
        elif signs + TOLD * told >= TOLD:
            return name
    return None
