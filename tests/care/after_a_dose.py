"""A course whose first dose was given and closed; then days pass, as far as a test asks for."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from holdspace.chart.models import DosingSession, SessionClosing, TimeOutCheck
from tests.care.dosing.build import a_course_at_its_dose
from tests.chart.build import MORNING, House

NEXT_DAY = MORNING + timedelta(hours=24)
ALL_NO = {"ideation_1": 0, "ideation_2": 0, "behaviour": 0}


NOT_PREGNANT = {"could_become_pregnant": True, "positive": False, "tested_on": MORNING.date().isoformat()}


def a_dose_given(
    house: House, *, closed: bool = True, pregnancy: dict[str, Any] | None = NOT_PREGNANT, **patient: Any
) -> DosingSession:
    """Dose 1, given in the morning after a negative test; the patient went home two hours later."""
    session = a_course_at_its_dose(house, now=MORNING, **patient)
    if pregnancy is not None:
        TimeOutCheck.objects.create(
            patient=session.patient, dosing_session=session, item="pregnancy", answer="ok", value=pregnancy,
            happened_at=MORNING, recorded_at=MORNING, recorded_by=house.bauer,
        )  # fmt: skip
    home = MORNING + timedelta(hours=2)
    state = "completed" if closed else "recovery"
    DosingSession.objects.filter(pk=session.pk).update(state=state, started_at=MORNING, ended_at=home)
    if closed:
        a_closing(house, session)
    return DosingSession.objects.select_related("episode__patient__clinic").get(pk=session.pk)


def a_closing(house: House, session: DosingSession) -> SessionClosing:
    """The session is closed: everything given, nothing left over."""
    home = MORNING + timedelta(hours=2)
    return SessionClosing.objects.create(
        patient=session.patient,
        dosing_session=session,
        how="went_home",
        dissociation="Came and went",
        side_effects="None",
        adverse_events="None",
        drawn_mg=Decimal(60),
        given_mg=Decimal(60),
        wasted_mg=Decimal(0),
        closed_at=home,
        recorded_at=home,
        recorded_by=house.bauer,
    )
