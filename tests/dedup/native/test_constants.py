"""Constants that stand in Rust as well as in Python have one value."""

import re
from pathlib import Path

import pytest

from workers.dedup import (
    align,
    draft,
    features,
    forms,
    index,
    kinship,
    measures,
    numerals,
    opening,
    sayings,
    sentences,
    signature,
    step,
    terms,
)
from workers.dedup.native import reading

SOURCES = Path(align.__file__).parent / "native" / "src"
MODULES = {
    "align.rs": (align,),
    "draft.rs": (draft, reading),
    "forms.rs": (forms,),
    "measures.rs": (measures, forms, align),
    "numerals.rs": (numerals,),
    "opening.rs": (opening, align, kinship),
    "packed.rs": (signature,),
    "sayings.rs": (sayings, terms),
    "search.rs": (features, index, kinship, sayings),
    "sentences.rs": (sentences,),
    "step.rs": (step,),
    "terms.rs": (terms,),
}
OWN = {"HEAD", "CONTENTS_AT", "PART", "THOUSAND", "SEARCHED"}
"""What Python has in another form, or not at all."""
CONSTANT = re.compile(r"const ([A-Z_]+): \w+ = ([-\d._e]+);")

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
