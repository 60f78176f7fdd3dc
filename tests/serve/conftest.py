"""A browser for the tests of the page."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator["playwright.sync_api.Browser"]:  # noqa: F821
    """Chromium; the test is skipped where it is missing, but fails in CI. One a module: while it lives, `asyncio.run` cannot be used beside it."""
    sync_api = pytest.importorskip("playwright.sync_api")
    path = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium on the PATH")
        pytest.skip("no Chromium on the PATH (chromium, chromium-browser or google-chrome)")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(Path(path)), args=list(ARGUMENTS))
        yield launched
        launched.close()
