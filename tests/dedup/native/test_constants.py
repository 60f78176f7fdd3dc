"""Constants that stand in Rust as well as in Python have one value."""

import re
from pathlib import Path

import pytest

from workers.dedup import (
    additions,
    align,
    asides,
    compare,
    comparison,
    decide,
    digest,
    draft,
    features,
    forms,
    index,
    kinship,
    measures,
    news,
    numerals,
    opening,
    restated,
    rounding,
    sayings,
    search,
    sentences,
    signature,
    step,
    terms,
    window,
)
from workers.dedup.native import asking

SOURCES = Path(align.__file__).parent / "native" / "src"
MODULES = {
    "additions.rs": (additions,),
    "align.rs": (align,),
    "comparison.rs": (compare,),
    "decide.rs": (decide,),
    "asides.rs": (asides,),
    "draft.rs": (draft,),
    "figures.rs": (rounding,),
    "forms.rs": (forms,),
    "heads.rs": (digest,),
    "index.rs": (index,),
    "kinship.rs": (kinship, measures),
    "judge.rs": (decide,),
    "measures.rs": (measures, forms, align),
    "news.rs": (news,),
    "numerals.rs": (numerals,),
    "opening.rs": (opening, align),
    "packed.rs": (signature,),
    "restated.rs": (restated,),
    "rewritten.rs": (news,),
    "sayings.rs": (sayings, terms),
    "search.rs": (features, kinship, sayings, search),
    "sentences.rs": (sentences,),
    "step.rs": (step,),
    "take.rs": (sentences,),
    "terms.rs": (terms,),
    "window.rs": (window,),
}
OWN = {
    "HEAD",
    "VERSION",
    "PART",
    "THOUSAND",
    "SEARCHED",
    "TOO_LONG",
    "LETTERS",
    "ROUNDS",
    "OF_LINE",
    "OF_PIECE",
    "WORDS",
    "LINK",
}
"""What Python has in another form, or not at all."""
CONSTANT = re.compile(r"const ([A-Z_]+): \w+ = ([-\d._e]+);")

QUOTATION = re.compile(r"const QUOTATION: \[char; 4\] = \['(.)', '(.)', '(.)', '(.)'\];")

FOUND = [
    (name, constant[1], constant[2])
    for name in MODULES
    for constant in CONSTANT.finditer((SOURCES / name).read_text("utf-8"))
    if constant[1] not in OWN
]


@pytest.mark.parametrize(
    ("name", "constant", "value"), FOUND, ids=[f"{name} {constant}" for name, constant, _ in FOUND]
)
def test_a_constant_has_the_value_that_it_has_in_python(name: str, constant: str, value: str):
    modules = [module for module in MODULES[name] if hasattr(module, constant)]
    assert modules, f"{constant} of {name} is unknown to Python"
    assert float(getattr(modules[0], constant)) == pytest.approx(float(value.replace("_", "")), rel=1e-7)


ASKED = re.compile(r"pub const ([A-Z_]+): u32 = (\d+);")


def test_each_question_has_an_answer():
    """The numbers of the questions are the places of the answers."""
    numbers = [int(number) for _, number in ASKED.findall((SOURCES / "asking.rs").read_text("utf-8"))]
    answers = (*asking.TEXTS, *asking.NUMBERS, *asking.RELATED)
    assert numbers == list(range(len(answers)))


def test_quotation_marks_are_those_of_python():
    marks = QUOTATION.search((SOURCES / "comparison.rs").read_text("utf-8"))
    assert marks is not None
    assert comparison.QUOTATION.pattern == f"[{''.join(marks.groups())}]"
