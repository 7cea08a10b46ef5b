"""What the tests of the command line and the servers share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import begin


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of a clinic that has begun and is not being served; copied by whoever changes it."""
    data = tmp_path_factory.mktemp("begun")
    answer = begin(data)
    assert answer.returncode == 0, answer.stderr
    return data
