"""One parser and one lexicon for all tests of the extract stage: loading them takes a second."""

import pytest

from workers.extract.lexicon import Lexicon, lexicon
from workers.extract.parse import Parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    """Return the default pipeline's parser."""
    return Parser("en_core_web_sm")


@pytest.fixture(scope="session")
def words() -> Lexicon:
    """Return the built-in lexicon."""
    return lexicon()
