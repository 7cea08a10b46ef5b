"""Which numbers hold in this clinic at this moment: the published ones, or its own?"""

from datetime import datetime
from decimal import Decimal

from holdspace.clinic.models import Clinic
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.library.models import ThresholdChoice


def in_force(clinic: Clinic, *, at: datetime) -> Limits:
    """The numbers that held at a moment, in one query; what waits for a second person does not hold yet."""
    rows = ThresholdChoice.objects.holding().filter(clinic_id=clinic.pk, recorded_at__lte=at).order_by("version")
    return _together(list(rows.values_list("version", "code", "value")))


def _together(rows: list[tuple[int, str, Decimal | None]]) -> Limits:
    """The last choice for each threshold; the version is that of the last choice of all."""
    if not rows:
        return PUBLISHED
    newest = {code: value for _, code, value in rows}
    chosen = {code: value.normalize() + 0 for code, value in newest.items() if value is not None}
    return Limits.of_clinic(rows[-1][0], chosen)
