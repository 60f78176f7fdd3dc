"""One spelling for a name's many: case, accents, apostrophes and hyphens folded away."""

import unicodedata
from functools import lru_cache

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "-": " ", "‐": " ", "‑": " ", ".": None, "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss"})  # fmt: skip


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the name in lower case without accents and full stops, hyphens as spaces: "Saint-Étienne" and "saint etienne" meet."""
    plain = unicodedata.normalize("NFKD", name).translate(APOSTROPHES)
    return " ".join("".join(ch for ch in plain if not unicodedata.combining(ch)).casefold().replace("'", "").split())
