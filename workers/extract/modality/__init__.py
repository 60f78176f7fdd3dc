"""How far an action has come, as told: tense, aspect, control verbs, negation, denial, condition and demand."""

from workers.extract.modality.nouns import NO_NOUNS, OPERATION_NOUNS
from workers.extract.modality.predicate import read
from workers.extract.modality.reading import Reading
from workers.extract.modality.tense import conditional, tense
from workers.extract.modality.verbs import DISCUSSED

__all__ = ["DISCUSSED", "NO_NOUNS", "OPERATION_NOUNS", "Reading", "conditional", "read", "tense"]
