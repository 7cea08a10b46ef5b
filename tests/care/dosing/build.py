"""A course that has come to its first dose, written row by row; then as far into the session as a test asks for."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from uuid6 import uuid7

from holdspace.care.dosing import actions
from holdspace.care.dosing.events.schema import VERSION
from holdspace.care.dosing.record import picture_for
from holdspace.chart.models import (
    CarePlan,
    Consent,
    ConsentForm,
    ConsentLine,
    ConsentSignature,
    DoseOrder,
    DosingSession,
    Encounter,
    Evaluation,
    Goal,
    PlanApproval,
    PreparationSession,
    SafetyPlan,
    Screening,
    SettingChoices,
    TouchAgreement,
)
from tests.chart.build import MORNING, House, a_clinic, a_patient, a_weight, an_episode, an_intake

BERLIN = ZoneInfo("Europe/Berlin")
SAID = {
    "identity": {"name_said": True, "birth_date_said": True, "allergies_read": True},
    "consent": {"wants_today": True},
    "escort": {"escort_comes": True, "name": "Ade Okafor", "phone": "+49 151 5550123"},
    "agreements": {"intention_read": True, "touch_said": True, "stop_said": True},
    "room": dict.fromkeys(("oxygen", "suction", "defibrillator", "airway", "rescue_drugs", "as_chosen"), True),
    "staff": {"monitor_here": True, "therapist_here": True, "prescriber_reached": True},
}
CHANGES = (
    "medicines",
    "illness",
    "pregnancy",
    "substance_use",
    "suicidal_thoughts",
    "fall_or_head_injury",
    "admission",
)
SUBSTANCES = ("alcohol", "cannabis", "opioid", "sedative_antihistamine", "benzodiazepine", "stimulant")
ALL_NO = {"ideation_1": 0, "ideation_2": 0, "ideation_3": None, "ideation_4": None, "ideation_5": None, "behaviour": 0}
GOOD_SIGNS = {
    "systolic": 122, "diastolic": 76, "heart_rate": 68, "spo2": 98, "respiratory_rate": 14, "temperature": "36.6",
    "on_air": True, "warning_symptoms": False,
}  # fmt: skip
VIAL = {"lot": "K2231", "expires_on": date(2027, 5, 1), "concentration_mg_per_ml": Decimal(50)}


def a_course_at_its_dose(house: House, *, now: datetime = MORNING, mg: str = "60", **patient: Any) -> DosingSession:
    """Everything before the dose done: the session is booked for now."""
    episode = an_episode(house, a_patient(house, **patient), opened_at=now - timedelta(days=30))
    shared = {"episode": episode, "patient": episode.patient}

    def ago(days: int, by: str = "lindqvist") -> dict[str, Any]:
        return {"recorded_at": now - timedelta(days=days), "recorded_by": house.people[by], **shared}

    def moment(days: int) -> datetime:
        return now - timedelta(days=days)

    an_intake(house, episode, recorded_at=moment(29))
    Screening.objects.create(**ago(20), screened_at=moment(20), decision="eligible")
    for kind, by in (("medical", "lindqvist"), ("psychological", "moreau")):
        Evaluation.objects.create(
            **ago(19, by), kind=kind, conclusion="suitable", reason="Nothing speaks against it.", signed_at=moment(19)
        )
    form = ConsentForm.objects.filter(clinic=house.clinic).first() or ConsentForm.objects.create(
        clinic=house.clinic, version=1, title="Consent", lines=[{"number": 1, "heading": "What", "text": "..."}],
        in_force_from=moment(100), written_by="The clinic",
    )  # fmt: skip
    consent = Consent.objects.create(**ago(15), form=form, explained_by=house.lindqvist, started_at=moment(15))
    signed = {"recorded_at": moment(15), "recorded_by": house.lindqvist, "patient": episode.patient, "consent": consent}
    ConsentLine.objects.create(**signed, number=1, did="initialled", initials="MO", happened_at=moment(15))
    ConsentSignature.objects.create(
        **signed, signed_name="Maya Okafor", signed_at=moment(15), valid_until_on=(now + timedelta(days=350)).date()
    )
    Goal.objects.create(**ago(14), words="To wake without dread")
    plan = CarePlan.objects.create(
        **ago(14), protocol_id="P-18", route="im", sessions_planned=3, preparation_sessions=1, days_between=7,
        target_instrument="phq-9",
    )  # fmt: skip
    PlanApproval.objects.create(
        recorded_at=moment(14), recorded_by=house.lindqvist, patient=episode.patient, plan=plan, approved_at=moment(14)
    )
    SafetyPlan.objects.create(
        **ago(10, "moreau"), warning_signs="Not sleeping", coping="Walk", people_and_places="The market",
        people_to_ask="My sister", professionals="Lena Moreau", making_safe="Nothing at home", written_at=moment(10),
    )  # fmt: skip
    PreparationSession.objects.create(
        **ago(3, "moreau"), held_at=moment(3), minutes=60, intention="To meet the grief without leaving the room.",
        how_to_calm="Name three things in the room", covered=[],
    )  # fmt: skip
    SettingChoices.objects.create(**ago(3, "moreau"), music="Quiet strings", eye_shade=True, chosen_at=moment(3))
    TouchAgreement.objects.create(
        **ago(3, "moreau"), areas=["hand", "shoulder"], stop_word="stone", hand_signal="flat palm", agreed_at=moment(3)
    )
    weight = a_weight(house, episode.patient, at=moment(2))
    order = DoseOrder.objects.create(
        **ago(1), plan=plan, dose_number=1, route="im", drug="ketamine", ordered_value=Decimal(mg), ordered_unit="mg",
        weight_kg=Decimal(68), weight_observation=weight, dose_mg=Decimal(mg), concentration_mg_per_ml=Decimal(50),
        volume_ml=Decimal(mg) / 50, signed_at=moment(1),
    )  # fmt: skip
    encounter = Encounter.objects.create(
        patient=episode.patient, episode=episode, kind="dosing", status="planned", starts_at=now, room=house.rooms[0]
    )
    return DosingSession.objects.create(
        patient=episode.patient, episode=episode, encounter=encounter, order=order, number=1, room=house.rooms[0],
        monitor=house.bauer, therapist=house.moreau, prescriber=house.lindqvist, scheduled_at=now,
    )  # fmt: skip


def good_answers(now: datetime) -> dict[str, dict[str, Any]]:
    """An answer to every item that is not measured, none of which holds the day."""
    # The day at the clinic: late in the evening it has begun there and not yet in UTC.
    today = now.astimezone(BERLIN).date().isoformat()
    return {
        **SAID,
        "changes": {**dict.fromkeys(CHANGES, False), "respiratory_infection": False},
        "fasting": {
            "last_food_at": (now - timedelta(hours=12)).isoformat(),
            "last_drink_at": (now - timedelta(hours=3)).isoformat(),
            **dict.fromkeys(SUBSTANCES, False),
            "psychedelic": False,
        },
        "pregnancy": {"could_become_pregnant": True, "positive": False, "tested_on": today},
        "suicide_risk": {"answers": ALL_NO, "asked_at": now.isoformat()},
        "vital_signs": {},
    }


@dataclass
class Session:
    """A dosing session with a clock of its own, and the short ways tests act on it."""

    house: House
    row: DosingSession
    now: datetime = MORNING
    counts: dict[str, int] = field(default_factory=dict)

    def later(self, minutes: float) -> datetime:
        """Let minutes pass."""
        self.now += timedelta(minutes=minutes)
        return self.now

    @property
    def picture(self) -> Any:
        """The session as its events tell it."""
        self.row.refresh_from_db()
        return picture_for(DosingSession.objects.get(pk=self.row.pk))

    def written(self, kind: str, payload: dict[str, Any], **given: Any) -> str:
        """One entry as a tablet sends it."""
        content = {
            "id": str(uuid7()),
            "dosing_session": str(self.row.pk),
            "patient": str(self.row.patient_id),
            "kind": kind,
            "payload": payload,
            "schema_version": VERSION,
            "happened_at": self.now.isoformat(),
            "offset_minutes": 120,
            "device": "tablet-2",
            "device_sequence": self._next_sequence(given.get("device", "tablet-2")),
            "author": str(self.house.bauer.pk),
        } | given
        return json.dumps(content)

    def _next_sequence(self, device: str) -> int:
        """A device counts its entries in a session from one."""
        self.counts[device] = self.counts.get(device, 0) + 1
        return self.counts[device]

    def send(self, *entries: str, by: str = "bauer") -> list[Any]:
        """What the server says to these entries."""
        staff = self.house.people[by]
        return list(actions.record_events(dosing_session=self.row, entries=entries, by=staff, at=self.now))

    def record(self, kind: str, **payload: Any) -> Any:
        """Send one entry and let it be kept."""
        (outcome,) = self.send(self.written(kind, payload))
        assert outcome.outcome == "created", outcome.says
        return outcome

    def answer(self, item: str, value: dict[str, Any] | None = None, by: str = "bauer") -> Any:
        """Answer one item of the time-out."""
        value = good_answers(self.now)[item] if value is None else value
        staff = self.house.people[by]
        return actions.answer_time_out(dosing_session=self.row, item=item, value=value, by=staff, at=self.now)

    def draw(self, ml: str = "1.2", **given: Any) -> Any:
        """Draw the drug before a witness."""
        facts = {**VIAL, "volume_ml": Decimal(ml), "witness": self.house.osei, "by": self.house.bauer} | given
        return actions.draw_drug(dosing_session=self.row, at=self.now, **facts)


def booked(house: House | None = None, **given: Any) -> Session:
    """A session that is booked for now, with nothing missing before it."""
    house = house or a_clinic()
    return Session(house, a_course_at_its_dose(house, **given), given.get("now", MORNING))


def in_time_out(house: House | None = None, **given: Any) -> Session:
    """A session whose time-out has begun."""
    session = booked(house, **given)
    actions.begin_time_out(dosing_session=session.row, by=session.house.bauer, at=session.now)
    session.row.refresh_from_db()
    return session


def ready_to_start(house: House | None = None, **given: Any) -> Session:
    """Every item of the time-out answered and the drug drawn."""
    session = in_time_out(house, **given)
    session.record("vital_signs", **GOOD_SIGNS)
    for item in good_answers(session.now):
        session.answer(item)
    session.draw()
    return session


def dosing(house: House | None = None, **given: Any) -> Session:
    """Dosing has been started; nothing is given yet."""
    session = ready_to_start(house, **given)
    actions.start_dosing(dosing_session=session.row, by=session.house.bauer, at=session.now)
    session.row.refresh_from_db()
    return session


def recovered(house: House | None = None, **given: Any) -> Session:
    """The ordered dose given, two hours watched, everything measured again."""
    session = dosing(house, **given)
    session.record("dose", mg="60", route="im")
    session.later(60)
    actions.move_phase(dosing_session=session.row, to="recovery", by=session.house.bauer, at=session.now)
    session.later(65)
    session.record("vital_signs", **GOOD_SIGNS)
    session.record("level", scale="moaas", value=5)
    session.record("level", scale="rass", value=0)
    session.row.refresh_from_db()
    return session


def ready_answers(now: datetime) -> dict[str, Any]:
    """Every question of the gate answered so that nothing stands in the way."""
    return {
        "aldrete": dict.fromkeys(("activity", "respiration", "circulation", "consciousness", "oxygen"), 2),
        "mpadss": dict.fromkeys(("vital_signs", "ambulation", "nausea", "pain"), 2),
        "oriented": True,
        "on_air": True,
        "cadss_6": 1,
        "walks_unaided": True,
        "nausea_controlled": True,
        "c_ssrs": ALL_NO,
        "c_ssrs_at": now.isoformat(),
        "escort_identified": True,
        "instructions_given": True,
        "signed": True,
    }


def let_go(house: House | None = None, **given: Any) -> Session:
    """The patient is ready to leave."""
    session = recovered(house, **given)
    actions.sign_settled(dosing_session=session.row, settled=True, by=session.house.moreau, at=session.now)
    actions.assess_readiness(
        dosing_session=session.row, answers=ready_answers(session.now), by=session.house.bauer, at=session.now
    )
    actions.let_leave(dosing_session=session.row, by=session.house.bauer, at=session.now)
    session.row.refresh_from_db()
    return session


ASKED = actions.closing.Asked("Came and went, peak at 20 minutes.", "Nausea, mild.", "None.", "Ade Okafor, sister")
