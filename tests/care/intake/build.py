"""A patient of whom everything has been asked: nothing blocks the evaluations, and no rule finds anything."""

import time
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.test import Client

from holdspace.care.intake import actions
from holdspace.chart.actions import record_observation
from holdspace.chart.models import EpisodeOfCare
from holdspace.clinic.models import Staff
from holdspace.clinical.eligibility import record
from tests.chart.build import MORNING, House, an_intake

NOON = MORNING + timedelta(hours=3)
CALM = {
    "current-psychosis": False,
    "current-mania": False,
    "family-psychosis-first-degree": False,
    "capacity-to-consent": True,
    "coercion-suspected": False,
    "childbearing-potential": False,
}
NO_IDEATION = {"ideation_1": False, "ideation_2": False, "behaviour_ever": False}
NORMAL = (Decimal(122), Decimal(76))


def measured(house: House, episode: EpisodeOfCare, at: datetime = MORNING, **given: Any) -> None:
    """A set of ordinary vital signs."""
    facts: dict[str, Any] = {
        "pressures": (NORMAL, NORMAL),
        "values": {"heart_rate": Decimal(72), "spo2": Decimal(98), "weight": Decimal(68)},
    } | given
    actions.record_measurements(patient=episode.patient, by=house.bauer, at=at, measured_at=at, **facts)


def everything_asked(house: House, episode: EpisodeOfCare, at: datetime = MORNING, **given: Any) -> EpisodeOfCare:
    """Intake, history, questions, suicide screener and measurements; `given` changes the measurements."""
    patient = episode.patient
    an_intake(house, episode)
    common: dict[str, Any] = {"patient": patient, "by": house.bauer, "at": at}
    actions.record_no_known_allergy(**common)
    actions.review_medicines(takes_nothing=True, **common)
    actions.record_answers(answers=CALM, prior_sessions=0, **common)
    actions.record_suicide_screener(episode=episode, answers=NO_IDEATION, asked_at=at, **common)
    actions.record_condition(text="Recurrent depression, severe", code="F33.2", **common)
    record_observation(
        effective_at=at,
        system=record.SCREENING_FACT,
        code="adequate-prior-trials",
        text="Trials",
        number=Decimal(2),
        **common,
    )
    measured(house, episode, at, **given)
    return episode


def signed_in(staff: Staff, *, just_now: bool = True) -> Client:
    """A browser of this person; `just_now` says that the password was given in the last minutes."""
    client = Client()
    client.force_login(staff.account)
    session = client.session
    if just_now:
        record = {"method": "password", "at": time.time(), "reauthenticated": True}
        session["account_authentication_methods"] = [record]
        session["account_authentication_methods_user"] = str(staff.account.pk)
    session.save()
    return client
