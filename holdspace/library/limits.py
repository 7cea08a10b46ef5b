"""Which numbers hold in this clinic at this moment: the published ones, or its own?"""

from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

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


def newest(clinic: Clinic, code: str) -> ThresholdChoice | None:
    """The newest choice for a threshold, whether it holds or waits for a second person."""
    return history(clinic, code).first()


def history(clinic: Clinic, code: str) -> QuerySet[ThresholdChoice]:
    """Every choice for a threshold, newest first."""
    rows = ThresholdChoice.objects.filter(clinic_id=clinic.pk, code=code)
    return rows.select_related("recorded_by", "first_signer").order_by("-version")


def standing(clinic: Clinic, *, at: datetime) -> dict[str, ThresholdChoice]:
    """The choice that held at a moment for each threshold that was ever chosen, in one query."""
    rows = ThresholdChoice.objects.holding().filter(clinic_id=clinic.pk, recorded_at__lte=at)
    return {row.code: row for row in rows.select_related("recorded_by", "first_signer").order_by("version")}


def waiting(clinic: Clinic) -> list[ThresholdChoice]:
    """Choices that wait for a second person and that no newer choice has overtaken, in one query."""
    rows = ThresholdChoice.objects.filter(clinic_id=clinic.pk).select_related("recorded_by").order_by("version")
    newest_of_each = {row.code: row for row in rows}
    return [row for row in newest_of_each.values() if row.needs_second]
