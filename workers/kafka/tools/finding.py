"""One thing that `evacwire doctor` has looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: whether it is well, what was found; where it is not, why that matters and the command or setting that mends it."""

    check: str
    well: bool
    found: str
    why: str = ""
    remedy: str = ""
