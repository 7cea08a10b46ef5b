"""What do the answers of the time-out amount to today? The rules judge; a person cannot tick past a hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from holdspace.care.dosing.events.picture import SessionPicture, VitalSigns
from holdspace.chart.models import DosingSession
from holdspace.clinical.findings import Finding, Level
from holdspace.clinical.instruments import C_SSRS_SINCE_LAST_VISIT, score
from holdspace.clinical.monitoring import Measured, Signal
from holdspace.clinical.monitoring.same_day import (
    Change,
    PregnancyTest,
    SameDayFacts,
    Substance,
    prescriber_may_decide,
    what_holds_today,
)
from holdspace.clinical.roles import Role

Values = Mapping[str, Mapping[str, Any]]

# Which rule answers for which item of the time-out.
ITEM_OF_RULE = {
    "DAY-01": "vital_signs",
    "DAY-02": "vital_signs",
    "DAY-03": "vital_signs",
    "DAY-04": "vital_signs",
    "DAY-05": "vital_signs",
    "DAY-06": "vital_signs",
    "DAY-07": "vital_signs",
    "DAY-14": "vital_signs",
    "DAY-08": "fasting",
    "DAY-12": "fasting",
    "DDI-22": "fasting",
    "DAY-09": "suicide_risk",
    "DAY-10": "changes",
    "DAY-13": "changes",
    "DAY-11": "pregnancy",
}
RULED = frozenset(ITEM_OF_RULE.values())

# What two people say aloud: each part, and what is true when the answer is no. Anything unanswered cannot be told.
SAID_ALOUD = {
    "identity": {
        "name_said": ("Patient says their full name", "The name the patient said is not the name in the chart."),
        "birth_date_said": ("Patient says their birth date", "The birth date the patient said is not in the chart."),
        "allergies_read": ("Allergies read aloud", "Allergies were not read aloud."),
    },
    "consent": {"wants_today": ("The patient wants this today", "The patient does not want this today.")},
    "agreements": {
        "intention_read": ("Intention read back", "The intention was not read back."),
        "touch_said": ("Touch agreement said again", "The touch agreement was not said again."),
        "stop_said": ("Stop word and hand signal said again", "Stop word and hand signal were not said again."),
    },
    "room": {
        "oxygen": ("Oxygen", "Oxygen is not ready."),
        "suction": ("Suction", "Suction is not ready."),
        "defibrillator": ("Defibrillator", "The defibrillator is not ready."),
        "airway": ("Airway adjuncts and bag-mask", "Airway adjuncts are not ready."),
        "rescue_drugs": ("Rescue drugs here and in date", "Rescue drugs are missing or out of date."),
        "as_chosen": ("Music, light and eye shade as chosen", "The room is not as the patient chose it."),
    },
    "staff": {
        "monitor_here": ("Monitor stays the whole time", "The monitor cannot stay the whole time."),
        "therapist_here": ("Therapist stays the whole time", "The therapist cannot stay the whole time."),
        "prescriber_reached": ("Prescriber was reached just now", "The prescriber cannot be reached."),
    },
    "escort": {"escort_comes": ("An adult takes the patient home", "Nobody takes the patient home.")},
}


@dataclass(frozen=True)
class Judged:
    """What an answer amounts to: ok, hold or not due, in words; `cannot_tell` when something is not known."""

    answer: str
    says: str = ""
    cannot_tell: bool = False
    urgent: bool = False
    may_be_decided: bool = False


def judge_item(
    item: str,
    values: Values,
    dosing_session: DosingSession,
    picture: SessionPicture,
    *,
    at: datetime,
    test_due: bool | None,
) -> Judged:
    """What the answers to one item amount to at this moment."""
    if item == "pregnancy" and test_due is False and not _speaks_for_a_pregnancy(values.get(item, {})):
        return Judged("not_due", "The chart says that a test is not due.")
    if item == "staff":
        unfit = _unfit_people(dosing_session)
        if unfit:
            return Judged("hold", unfit)
    if item in RULED:
        return _judged_by_rules(item, values, dosing_session, picture, at=at, test_due=test_due)
    return _said_aloud(item, values.get(item, {}))


def _speaks_for_a_pregnancy(value: Mapping[str, Any]) -> bool:
    """What somebody found today outweighs what the chart expects."""
    return bool(value.get("positive") or value.get("could_become_pregnant"))


def _said_aloud(item: str, value: Mapping[str, Any]) -> Judged:
    parts = SAID_ALOUD[item]
    no = [says for name, (_, says) in parts.items() if value.get(name) is False]
    open_parts = [title for name, (title, _) in parts.items() if value.get(name) is None]
    if item == "escort" and value.get("escort_comes"):
        open_parts += [word for name, word in (("name", "name"), ("phone", "telephone")) if not value.get(name)]
    if no:
        return Judged("hold", " ".join(no))
    if open_parts:
        return Judged("hold", f"Not answered: {', '.join(open_parts)}.", cannot_tell=True)
    return Judged("ok", _in_short(item, value))


def _in_short(item: str, value: Mapping[str, Any]) -> str:
    return f"{value['name']}, {value['phone']}" if item == "escort" else ""


def _unfit_people(dosing_session: DosingSession) -> str:
    """Who is named for a part they do not play in this clinic, or no longer work here."""
    parts = (("monitor", Role.MONITOR), ("therapist", Role.THERAPIST), ("prescriber", Role.PRESCRIBER))
    unfit = []
    for name, role in parts:
        staff = getattr(dosing_session, name)
        may_stand_in = role is Role.MONITOR and Role.PRESCRIBER in staff.roles
        if staff.ended_at is not None or (role not in staff.roles and not may_stand_in):
            unfit.append(f"{staff.short_name} does not work here as a {role.label.lower()}.")
    return " ".join(unfit)


def _judged_by_rules(
    item: str,
    values: Values,
    dosing_session: DosingSession,
    picture: SessionPicture,
    *,
    at: datetime,
    test_due: bool | None,
) -> Judged:
    facts = same_day_facts(values, dosing_session, picture, at=at, test_due=test_due)
    found = [one for one in what_holds_today(facts) if ITEM_OF_RULE[one.rule] == item]
    holding = [one for one in found if one.level is not Level.CAUTION or not _seen_to(one, values)]
    decision = values.get(item, {}).get("decision")
    newest = picture.newest_set
    if decision and newest and decision.get("event") == str(newest.event):
        holding = [one for one in holding if not prescriber_may_decide(one)]
    if not holding:
        says = " ".join(one.says for one in found)
        return Judged("ok", f"{says} A prescriber decided: {decision['reason']}" if decision and says else says)
    return Judged(
        "hold",
        " ".join(one.says for one in holding),
        cannot_tell=all(one.level is Level.CANNOT_TELL for one in holding),
        urgent=any(one.urgent for one in holding),
        may_be_decided=all(prescriber_may_decide(one) for one in holding),
    )


def _seen_to(finding: Finding, values: Values) -> bool:
    """A caution is not a hold once what it asks for is done: the safety plan gone through."""
    return bool(values.get("suicide_risk", {}).get("safety_plan_gone_through")) if finding.rule == "DAY-09" else True


def same_day_facts(
    values: Values, dosing_session: DosingSession, picture: SessionPicture, *, at: datetime, test_due: bool | None
) -> SameDayFacts:
    """Everything known at the time-out, from the answers and from what was measured."""
    fasting, changes = values.get("fasting", {}), values.get("changes", {})
    pregnancy, asked = values.get("pregnancy", {}), values.get("suicide_risk", {})
    before = picture.sets
    here = ZoneInfo(dosing_session.episode.site.time_zone)
    today = at.astimezone(here).date()
    return SameDayFacts(
        limits=picture.limits,
        at=at,
        on=today,
        route=dosing_session.order.route if dosing_session.order else "",
        age_years=dosing_session.patient.age_on(today),
        blood_pressures=tuple(Measured(one.blood_pressure, one.at) for one in before if one.blood_pressure),
        warning_symptoms=_newest_answer(before),
        heart_rate=_newest(before, Signal.HEART_RATE),
        spo2=_newest(before, Signal.SPO2),
        respiratory_rate=_newest(before, Signal.RESPIRATORY_RATE),
        temperature=_newest(before, Signal.TEMPERATURE),
        last_food_at=_moment(fasting.get("last_food_at")),
        last_drink_at=_moment(fasting.get("last_drink_at")),
        c_ssrs=_c_ssrs(asked),
        changes={change: changes.get(change.value) for change in Change},
        changes_signed_off=bool(changes.get("signed_off_by")),
        could_become_pregnant=_could_become_pregnant(pregnancy, test_due),
        pregnancy_test=_test(pregnancy),
        missed_period=pregnancy.get("missed_period"),
        substances={one: fasting.get(one.value) for one in Substance},
        agreed_substances=frozenset(Substance(one) for one in fasting.get("agreed") or () if fasting.get("agreed_by")),
        breath_alcohol=Decimal(fasting["breath_alcohol"]) if fasting.get("breath_alcohol") else None,
        psychedelic_in_last_week=fasting.get("psychedelic"),
        respiratory_infection=changes.get("respiratory_infection"),
    )


def _moment(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _newest(sets: tuple[VitalSigns, ...], signal: Signal) -> Measured[Decimal] | None:
    found = [Measured(one.values[signal], one.at) for one in sets if signal in one.values]
    return found[-1] if found else None


def _newest_answer(sets: tuple[VitalSigns, ...]) -> bool | None:
    """Warning symptoms as last asked; a yes of today is not undone by not asking again."""
    asked = [one.warning_symptoms for one in sets if one.warning_symptoms is not None]
    return asked[-1] if asked else None


def _c_ssrs(asked: Mapping[str, Any]) -> Measured | None:
    if not asked.get("answers") or not asked.get("asked_at"):
        return None
    result = score(C_SSRS_SINCE_LAST_VISIT, dict(asked["answers"]))
    return Measured(result, datetime.fromisoformat(asked["asked_at"]))


def _could_become_pregnant(pregnancy: Mapping[str, Any], test_due: bool | None) -> bool | None:
    """As answered today; where nobody was asked, as the chart says."""
    answered = pregnancy.get("could_become_pregnant")
    return test_due if answered is None else answered


def _test(pregnancy: Mapping[str, Any]) -> PregnancyTest | None:
    """A positive test counts also where nobody wrote down its day; a negative one is good for some days only."""
    if pregnancy.get("positive") is None:
        return None
    tested_on = pregnancy.get("tested_on")
    return PregnancyTest(bool(pregnancy["positive"]), date.fromisoformat(tested_on) if tested_on else None)
