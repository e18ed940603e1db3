"""What the tests of scoring share."""

from __future__ import annotations

import pytest

from exercises.questions.scoring.page import Page
from tests.questions.scoring import pages


@pytest.fixture(scope="session")
def page(tmp_path_factory) -> Page:
    return pages.page(tmp_path_factory.mktemp("page"))
