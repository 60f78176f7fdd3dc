"""What is generated from the declarations is as they are now."""

import pytest

from deploy.generate import GENERATED, ROOT


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_file_is_what_the_generator_writes(name: str) -> None:
    assert (ROOT / name).read_text() == GENERATED[name](), "run `make generated`"
