"""What may the level of the drug be now? Answers of possible people like this patient, for the screen to add up.

Absent, with the reason, when anything it rests on is missing: a band that guesses looks like one that knows.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils import timezone

from holdspace.care.dosing.events.picture import GivenDose, SessionPicture
from holdspace.chart.models import DosingSession, MedicationReview, MedicationStatement, Patient
from holdspace.clinical.pharmacokinetics import exporting, interactions
from holdspace.clinical.pharmacokinetics.doses import NASAL_DEVICE_MG, Drug
from holdspace.clinical.pharmacokinetics.people import Nonsense, Person, Sex
from holdspace.clinical.protocols import Drug as OrderedDrug

# How a route is answered; for the nose what is beyond the first device is answered otherwise.
WAYS = {"iv": ("iv",), "im": ("im",), "sc": ("sc",), "po": ("po",), "in": ("in", "in_later")}
OF_A_LOZENGE = "The record does not say whether what was held in the mouth is swallowed."
NOT_TAKING = ("stopped", "completed", "entered-in-error", "not-taken", "cancelled")


def for_the_screen(dosing_session: DosingSession, picture: SessionPicture, *, at: datetime) -> dict[str, Any]:
    """The answers under `told`, or under `why` the sentence that says what is missing."""
    why = _missing(dosing_session, picture)
    if why:
        return {"told": None, "why": why}
    patient = dosing_session.patient
    try:
        told = _told(
            picture.drug,
            WAYS[picture.route],
            float(picture.weight_kg or 0),
            _years(patient.birth_on, timezone.localdate(at)),
            patient.sex,
            tuple(_taken_by(patient)),
        )
    except Nonsense as reason:
        return {"told": None, "why": str(reason)}
    return {"told": told, "why": ""}


def _missing(dosing_session: DosingSession, picture: SessionPicture) -> str:
    if not picture.route:
        return "No dose is ordered."
    if picture.route == "sl":
        return OF_A_LOZENGE
    if picture.route not in WAYS:
        return f"No model is known for the route {picture.route.upper()}."
    if not picture.weight_kg:
        return "No weight is recorded."
    if dosing_session.patient.birth_on is None:
        return "No birth date is recorded."
    if not MedicationReview.objects.current().filter(patient=dosing_session.patient_id).exists():
        return "Nobody has said that the list of medicines is whole."
    return ""


def _years(born_on: date | None, on: date) -> int:
    assert born_on, "Asked only where the birth date is known."
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def _taken_by(patient: Patient) -> list[str]:
    """Every medicine as it is written down, by any of its names."""
    rows = MedicationStatement.objects.current().filter(patient=patient).exclude(status__in=NOT_TAKING)
    return sorted(f"{row.text} {' '.join(str(one.get('display', '')) for one in row.codings)}" for row in rows)


@lru_cache(maxsize=64)
def _told(
    drug: str, ways: tuple[str, ...], weight_kg: float, years: int, sex: str, taken: tuple[str, ...]
) -> Mapping[str, Any]:
    """Kept for the next time the page is opened: the same question always has the same answer."""
    return exporting.for_session(
        drug=Drug.ESKETAMINE if drug == OrderedDrug.ESKETAMINE else Drug.RACEMIC,
        ways=ways,
        person=Person(weight_kg, float(years), Sex(sex) if sex in set(Sex) else None),
        interacting=interactions.found_in(taken),
    )


def parts_of(doses: tuple[GivenDose, ...], zero: datetime) -> list[tuple[str, float, float, float]]:
    """Each dose as way, milligrams, minute and minutes over which it ran; the nose by its devices."""
    parts: list[tuple[str, float, float, float]] = []
    sprayed = Decimal(0)
    for one in doses:
        at = ((one.counts_from or one.at) - zero).total_seconds() / 60
        over = float(one.over_minutes or 0)
        if one.route != "in":
            parts.append((one.route, float(one.mg), at, over))
            continue
        first = max(Decimal(0), min(one.mg, Decimal(str(NASAL_DEVICE_MG)) - sprayed))
        sprayed += one.mg
        shares = (("in", first), ("in_later", one.mg - first))
        parts += [(way, float(mg), at, over) for way, mg in shares if mg]
    return parts
