"""The clinic that takes records in."""

import pytest

from tests.chart.build import House, a_clinic


@pytest.fixture
def house(db: None) -> House:
    """Staffed, and nobody has a chart yet."""
    return a_clinic()
