"""Charts of other systems, which lie beside a checkout and are never copied into it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
CHARTS = SHARED / "data/fhir-patients/bundles"
NO_CHARTS = f"The charts of other systems are not here ({CHARTS.relative_to(SHARED.parent)}); this journey needs them."

needs_charts = pytest.mark.skipif(not CHARTS.is_dir(), reason=NO_CHARTS)


def chart_of(name: str) -> Path:
    """The file of somebody, by given and family name."""
    return next(CHARTS.glob(f"{name}_*.json.gz"))
