"""A day with a dose, done by the acts of the dosing stage, each at its minute."""

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from uuid6 import uuid7

from holdspace.care.dosing import actions as dosing
from holdspace.care.dosing.actions.closing import Asked
from holdspace.care.dosing.events.schema import VERSION
from holdspace.care.dosing.same_day import SAID_ALOUD
from holdspace.chart.models import DosingSession
from holdspace.clinical.monitoring.same_day import Change, Substance
from holdspace.clinical.pathway import TIME_OUT_ITEMS
from holdspace.simulation.experience import SHAPES, Entry, entries, vital_signs
from holdspace.simulation.life import Life
from holdspace.simulation.telling import Story

# From arriving to the dose.
BEFORE_THE_DOSE = timedelta(minutes=24)
NO_THOUGHTS = {"ideation_1": 0, "ideation_2": 0, "behaviour": 0}
ITEMS = tuple(item.code for item in TIME_OUT_ITEMS)
# Below the five minutes after which an entry counts as late.
SENT_WITHIN_MINUTES = 4

HIGH = {"systolic": 186, "diastolic": 112, "heart_rate": 108, "spo2": 96, "on_air": True, "warning_symptoms": True}
TAKEN_ILL: list[tuple[int, Entry]] = [
    (0, ("dose", {"mg": "40", "route": "im"})),
    (10, ("vital_signs", {"systolic": 158, "diastolic": 96, "heart_rate": 92, "spo2": 98, "on_air": True})),
    (20, ("vital_signs", {"systolic": 176, "diastolic": 106, "heart_rate": 100, "spo2": 97, "on_air": True})),
    (24, ("words", {"text": "My chest is tight. I want to stop."})),
    (25, ("vital_signs", HIGH)),
    (26, ("intervention", {"what": "prescriber_called", "detail": "In the room after two minutes"})),
    (
        30,
        (
            "adverse_event",
            {
                "term": "Hypertensive reaction with chest tightness",
                "severity": "severe",
                "serious": True,
                "action": "Ambulance called; sat up, oxygen ready.",
                "outcome": "Taken to hospital; home the next day, no damage found.",
            },
        ),
    ),
    (31, ("intervention", {"what": "emergency_call"})),
    (33, ("vital_signs", {**HIGH, "systolic": 184, "diastolic": 110})),
]


def begun(life: Life, at: datetime) -> Story:
    """The person is in the room and the time-out begins; vital signs are taken first."""
    at = yield life.calendar.after(at)
    session = life.session
    dosing.begin_time_out(dosing_session=session, by=session.monitor, at=at)
    at = yield life.calendar.after(at + timedelta(minutes=6))
    written(life, [("vital_signs", vital_signs(life, SHAPES[life.way.route], 0))], at)


def went_through(life: Life, items: Iterable[str] = ITEMS) -> Story:
    """The items of the time-out, read aloud one after the other."""
    for item in items:
        at = yield life.calendar.after(life.calendar.last + timedelta(seconds=65))
        value = _answer(life, item, at)
        dosing.answer_time_out(dosing_session=life.session, item=item, value=value, by=life.session.monitor, at=at)


def _answer(life: Life, item: str, at: datetime) -> dict[str, Any]:
    if item in SAID_ALOUD:
        said: dict[str, Any] = dict.fromkeys(SAID_ALOUD[item], True)
        return said | ({"name": life.person.contact, "phone": life.contact_phone} if item == "escort" else {})
    if item == "changes":
        return {**dict.fromkeys((change.value for change in Change), False), "respiratory_infection": False}
    if item == "fasting":
        eaten = {"last_food_at": (at - timedelta(hours=11)).isoformat(), "psychedelic": False}
        drunk = {"last_drink_at": (at - timedelta(hours=3)).isoformat()}
        return eaten | drunk | dict.fromkeys((each.value for each in Substance), False)
    if item == "pregnancy":
        tested = {"positive": False, "tested_on": life.calendar.today.isoformat(), "missed_period": False}
        tested["tested_on"] = at.astimezone(life.calendar.zone).date().isoformat()
        return {"could_become_pregnant": True, **tested} if life.person.could_conceive else {}
    if item == "suicide_risk":
        return {"answers": NO_THOUGHTS, "asked_at": at.isoformat(), "safety_plan_gone_through": True}
    return {}


def drawn(life: Life) -> Story:
    """The drug is drawn by the monitor before the custodian's eyes."""
    at = yield life.calendar.after(life.calendar.last + timedelta(seconds=90))
    order = life.order
    amount: dict[str, Any] = {"volume_ml": order.volume_ml} if order.volume_ml else {"amount_mg": order.dose_mg}
    dosing.draw_drug(
        dosing_session=life.session,
        lot=f"K-{4100 + life.place}",
        expires_on=date(at.year + 1, 6, 30),
        concentration_mg_per_ml=order.concentration_mg_per_ml,
        witness=life.staff("kaplan"),
        by=life.session.monitor,
        at=at,
        **amount,
    )


def started(life: Life, at: datetime | None = None) -> Story:
    """Dosing is started, once nothing stands in the way."""
    at = yield life.calendar.after(at or life.calendar.last + timedelta(seconds=70))
    dosing.start_dosing(dosing_session=life.session, by=life.session.monitor, at=at)
    life.session = DosingSession.objects.get(pk=life.session.pk)


def under_the_drug(
    life: Life, number: int, *, until: int = 10_000, told: list[tuple[int, Entry]] | None = None
) -> Story:
    """Everything that happens, minute by minute, written down as it happens."""
    start, shape = life.dosed_at, SHAPES[life.way.route]
    happening = told if told is not None else entries(life, number, until=until)
    recovered = False
    for batch in _batches(happening, before=shape.recovery):
        if batch[0][0] >= shape.recovery and not recovered and told is None:
            yield from moved(life, start + timedelta(minutes=shape.recovery), "recovery")
            recovered = True
        moments = [start + timedelta(minutes=minute, seconds=20) for minute, _ in batch]
        at = yield life.calendar.after(max(moments[-1], life.calendar.last + timedelta(seconds=5)))
        _send(life, [(min(moment, at), entry) for moment, (_, entry) in zip(moments, batch, strict=True)], at)


def _batches(happening: list[tuple[int, Entry]], *, before: int) -> list[list[tuple[int, Entry]]]:
    """What happens within a few minutes goes to the server together; the change to recovery lies between two."""
    batches: list[list[tuple[int, Entry]]] = []
    for minute, entry in happening:
        first = batches[-1][0][0] if batches else None
        if first is None or minute - first > SENT_WITHIN_MINUTES or first < before <= minute:
            batches.append([])
        batches[-1].append((minute, entry))
    return batches


def moved(life: Life, at: datetime, to: str, because: str = "") -> Story:
    """A person moves the phase."""
    at = yield life.calendar.after(at)
    dosing.move_phase(dosing_session=life.session, to=to, because=because, by=life.session.monitor, at=at)


def written(life: Life, happened: list[Entry], at: datetime) -> None:
    """What the monitor writes down at this moment."""
    _send(life, [(at, entry) for entry in happened], at)


def _send(life: Life, happened: list[tuple[datetime, Entry]], at: datetime) -> None:
    """What the monitor's tablet sends; an entry that the clinic turns away ends the demo with its reason."""
    sent = [_entry(life, kind, payload, moment) for moment, (kind, payload) in happened]
    outcomes = dosing.record_events(dosing_session=life.session, entries=sent, by=life.session.monitor, at=at)
    turned_away = [one.says for one in outcomes if one.outcome != "created"]
    if turned_away:
        raise ValueError(f"{life.person.full_name}, {at}: {' '.join(turned_away)}")


def _entry(life: Life, kind: str, payload: dict[str, Any], happened_at: datetime) -> str:
    life.tablet[life.session.pk] += 1
    here = happened_at.astimezone(life.calendar.zone)
    content = {
        "id": str(uuid7()),
        "dosing_session": str(life.session.pk),
        "patient": str(life.session.patient_id),
        "kind": kind,
        "payload": payload,
        "schema_version": VERSION,
        "happened_at": happened_at.isoformat(),
        "offset_minutes": int((here.utcoffset() or timedelta()).total_seconds() // 60),
        "device": f"tablet of {life.session.room}",
        "device_sequence": life.tablet[life.session.pk],
        "author": str(life.session.monitor_id),
    }
    return json.dumps(content)


def ready(life: Life) -> Story:
    """The therapist says settled, the monitor goes through the criteria, the person may leave."""
    at = yield life.calendar.after(life.dosed_at + timedelta(minutes=SHAPES[life.way.route].ready))
    dosing.sign_settled(dosing_session=life.session, settled=True, by=life.session.therapist, at=at)
    at = yield life.calendar.after(at + timedelta(minutes=2))
    dosing.assess_readiness(dosing_session=life.session, answers=_readiness(at), by=life.session.monitor, at=at)
    at = yield life.calendar.after(at + timedelta(minutes=1))
    dosing.let_leave(dosing_session=life.session, by=life.session.monitor, at=at)


def _readiness(at: datetime) -> dict[str, Any]:
    yes = ("oriented", "on_air", "walks_unaided", "nausea_controlled", "escort_identified", "instructions_given")
    return {
        **dict.fromkeys((*yes, "signed"), True),
        "aldrete": dict.fromkeys(("activity", "respiration", "circulation", "consciousness", "oxygen"), 2),
        "mpadss": dict.fromkeys(("vital_signs", "ambulation", "nausea", "pain"), 2),
        "cadss_6": 1,
        "cadss_6_baseline": 0,
        "c_ssrs": {**dict.fromkeys(("ideation_3", "ideation_4", "ideation_5")), **NO_THOUGHTS},
        "c_ssrs_at": at.isoformat(),
    }


def went_home(life: Life) -> Story:
    """The session is closed: everything asked, every milligram accounted for."""
    at = yield life.calendar.after(life.calendar.last + timedelta(minutes=8))
    asked = Asked(
        dissociation="Came and went with the dose; gone on leaving.",
        side_effects=life.chance.choice(("None.", "A little nausea at the peak, gone by itself.", "Light-headed.")),
        adverse_events="None.",
        left_with=life.person.contact,
    )
    dosing.close_session(dosing_session=life.session, asked=asked, wasted_mg=Decimal(0), by=life.session.monitor, at=at)
    life.session = DosingSession.objects.get(pk=life.session.pk)


def reviewed(life: Life, note: str = "Borne well. Pressure back to where it started.") -> Story:
    """A prescriber reads the closed session."""
    at = yield life.calendar.after(life.calendar.last + timedelta(minutes=50))
    dosing.review_session(dosing_session=life.session, by=life.session.prescriber, at=at, note=note)


def started_day(life: Life, at: datetime | None = None) -> Story:
    """From arriving to the dose."""
    scheduled = life.session.scheduled_at
    yield from begun(life, (at - BEFORE_THE_DOSE) if at else scheduled)
    yield from went_through(life)
    yield from drawn(life)
    yield from started(life, at)


def whole_day(life: Life, number: int, at: datetime | None = None) -> Story:
    """A session from arriving to going home."""
    yield from started_day(life, at)
    yield from under_the_drug(life, number)
    yield from ready(life)
    yield from went_home(life)


def noted(life: Life, at: datetime, state: str) -> Story:
    """One tap: how the person seems."""
    at = yield life.calendar.after(at)
    written(life, [("note", {"state": state})], at)


def held(life: Life) -> Story:
    """The pressure is too high three times that morning; nothing is given."""
    at = yield life.calendar.after(life.session.scheduled_at)
    session = life.session
    dosing.begin_time_out(dosing_session=session, by=session.monitor, at=at)
    for upper, lower in ((164, 98), (162, 101), (166, 99)):
        at = yield life.calendar.after(life.calendar.last + timedelta(minutes=7))
        measured = {"systolic": upper, "diastolic": lower}
        written(life, [("vital_signs", {**vital_signs(life, SHAPES[life.way.route], 0), **measured})], at)
    yield from went_through(life, ("identity", "consent", "vital_signs"))
    at = yield life.calendar.after(life.calendar.last + timedelta(minutes=5))
    because = "Blood pressure 166/99 on the third reading. Family doctor is told; a new day is found once it is lower."
    dosing.abandon(dosing_session=session, because=because, by=session.monitor, at=at)


def taken_to_hospital(life: Life) -> Story:
    """Pressure and chest tightness do not settle: the ambulance comes, and the session is closed."""
    start = life.dosed_at
    yield from under_the_drug(life, 1, told=TAKEN_ILL)
    because = "Chest tightness and 186/112 that did not fall; handed over to the ambulance at the door."
    yield from moved(life, start + timedelta(minutes=34), "stopped", "Chest tightness.")
    yield from moved(life, start + timedelta(minutes=52), "transferred", because)
    at = yield life.calendar.after(start + timedelta(minutes=75))
    asked = Asked(
        dissociation="Mild, fading when the ambulance came.",
        side_effects="Chest tightness, pressure to 186/112.",
        adverse_events="Hypertensive reaction with chest tightness; serious.",
    )
    dosing.close_session(dosing_session=life.session, asked=asked, wasted_mg=Decimal(0), by=life.session.monitor, at=at)
    life.session = DosingSession.objects.get(pk=life.session.pk)
    note = "Cardiology: no damage found. No further dose before a letter and a talk; reported as serious."
    yield from reviewed(life, note)
