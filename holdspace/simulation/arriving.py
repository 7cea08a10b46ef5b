"""From the referral to two evaluations: intake, screening, decisions."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from holdspace.care.evaluation import actions as evaluations
from holdspace.care.follow_up import actions as follow_up
from holdspace.care.follow_up.actions import risks
from holdspace.care.intake import actions as intake
from holdspace.care.intake.indications import WORDS
from holdspace.care.screening import actions as screening
from holdspace.chart.models import FindingDecision, RiskTask
from holdspace.clinic.models import Staff
from holdspace.clinical.findings import Level
from holdspace.clinical.instruments import ASRM, GAD_7, LUTS_CHECK, PHQ_9, Instrument
from holdspace.simulation import phrases
from holdspace.simulation.life import Life
from holdspace.simulation.telling import Story

SUBSTANCE_QUESTIONS = ("ketamine-use-disorder", "ketamine-uropathy")
# ALT, AST, ALP, GGT: a usual value, and the upper limit of an invented laboratory.
LIVER_VALUES = (("1742-6", 18, 40), ("1920-8", 20, 40), ("6768-6", 60, 120), ("2324-2", 16, 55))
DECIDED = (Level.ABSOLUTE, Level.RELATIVE, Level.CAUTION, Level.HOLD)


def referral(life: Life) -> Story:
    """The coordinator registers the person and opens a course of care."""
    person, by = life.person, life.staff("alvarez")
    at = yield life.calendar.at(life.first - 24, 9)
    life.patient = intake.register_patient(
        given_name=person.given,
        family_name=person.family,
        birth_on=person.born_for(life.calendar.today.year),
        called=person.called,
        sex=person.sex,
        pronouns=person.pronouns,
        language="English",
        phone=life.phone,
        email=f"{person.given}.{person.family}@patients.example".lower().replace(" ", "").replace("'", ""),
        contact_name=person.contact,
        contact_phone=life.contact_phone,
        by=by,
        at=at,
    )
    life.episode = intake.open_episode(
        patient=life.patient,
        referred_by=person.referred_by,
        referral_reason=f"{person.problem}. {person.tried}",
        site=life.house.site,
        by=by,
        at=at + timedelta(minutes=3),
    )


def half_an_intake(life: Life) -> Story:
    """The intake is begun: what brought the person, and no more."""
    at = yield life.calendar.at(life.first - 22, 11)
    person = life.person
    intake.record_intake(
        episode=life.episode, in_their_words=person.hopes, problem=person.problem, indication_code=person.indication,
        indication=WORDS[person.indication], earlier_treatment=person.tried, by=life.staff("alvarez"), at=at,
    )  # fmt: skip


def whole_intake(life: Life, *, asks_the_screener: bool = True) -> Story:
    """Intake form, history, questions, screener and measurements, by coordinator and monitor."""
    person = life.person
    at = yield life.calendar.at(life.first - 21, 10)
    intake.record_intake(
        episode=life.episode, in_their_words=person.hopes, problem=person.problem, indication_code=person.indication,
        indication=WORDS[person.indication], earlier_treatment=person.tried, adequate_prior_trials=person.trials,
        substance_use=person.drinks, ketamine_before=person.ketamine_before, living_situation=person.lives,
        by=life.staff("alvarez"), at=at,
    )  # fmt: skip
    at = yield life.calendar.after(at + timedelta(minutes=20))
    _history(life, at)
    at = yield life.calendar.after(at + timedelta(minutes=15))
    _questions(life, at)
    if asks_the_screener:
        at = yield life.calendar.after(at + timedelta(minutes=10))
        ask_the_screener(life, at)
    at = yield life.calendar.after(at + timedelta(minutes=15))
    _measures(life, at)
    at = yield life.calendar.after(at + timedelta(minutes=10))
    answers(life, PHQ_9, person.phq[0], at)
    if person.gad is not None:
        answers(life, GAD_7, person.gad, at + timedelta(minutes=4))
    look_for_slow_harm(life, at + timedelta(minutes=6))
    asks_about_mania(life, at + timedelta(minutes=8))


def _history(life: Life, at: datetime) -> None:
    person = life.person
    said: dict[str, Any] = {"patient": life.patient, "by": life.monitor, "at": at}
    for each in person.diagnoses:
        intake.record_condition(text=each.text, code=each.code, onset=each.onset, **said)
    for medicine in person.medicines:
        intake.record_medicine(text=medicine.text, dosage=medicine.dosage, since=medicine.since, **said)
    intake.review_medicines(takes_nothing=not person.medicines, **said)
    for allergy in person.allergies:
        intake.record_allergy(text=allergy.text, reaction=allergy.reaction, criticality=allergy.criticality, **said)
    if not person.allergies:
        intake.record_no_known_allergy(**said)
    for one in person.family_history:
        intake.record_relative(
            relationship_code=one.code, relationship=one.relationship, text=one.text, code=one.icd, **said
        )


def _questions(life: Life, at: datetime) -> None:
    person = life.person
    answered = dict.fromkeys(("current-psychosis", "current-mania", "coercion-suspected", *SUBSTANCE_QUESTIONS), False)
    answered |= dict.fromkeys(("capacity-to-consent", "escort-arranged", "home-safe"), True)
    close = ("MTH", "FTH", "BRO", "SIS", "SON", "DAU")
    answered["family-psychosis-first-degree"] = any(
        one.code in close and one.icd.startswith("F20") for one in person.family_history
    )
    if person.sex != "male":
        answered |= {"childbearing-potential": person.could_conceive, "63895-7": False}
    intake.record_answers(patient=life.patient, answers=answered, by=life.monitor, at=at)
    if person.could_conceive:
        intake.record_pregnancy_test(
            patient=life.patient, sample="urine", positive=False, by=life.monitor, at=at, tested_at=at
        )


# What was answered within the last hours still waits for somebody when the demo opens.
A_RISK_STAYS_OPEN = timedelta(hours=6)


def ask_the_screener(life: Life, at: datetime) -> None:
    """The suicide screener, entered by question; the levels above are asked only where the form asks them."""
    level = life.person.ideation
    asked = {"ideation_1": level >= 1, "ideation_2": level >= 2, "behaviour_ever": False}
    if level >= 2:
        asked |= {f"ideation_{each}": level >= each for each in (3, 4, 5)}
    intake.record_suicide_screener(
        patient=life.patient, episode=life.episode, answers=asked, by=life.monitor, at=at, asked_at=at
    )
    _deal_with_the_risk(life, at)


def _deal_with_the_risk(life: Life, at: datetime) -> None:
    """Who asked takes on what was answered, and closes it once the safety plan was spoken about."""
    for task in RiskTask.objects.open().filter(patient=life.patient):
        risks.acknowledge(task=task, by=life.monitor, at=at)
        says = "Crisis contacts given, and the safety plan gone through together."
        risks.close_risk(task=task, reason="safe", says=says, by=life.monitor, at=at)


def _measures(life: Life, at: datetime) -> None:
    person = life.person
    upper, lower = person.pressure
    intake.record_measurements(
        patient=life.patient,
        by=life.monitor,
        at=at,
        measured_at=at,
        pressures=((Decimal(upper + 2), Decimal(lower + 2)), (Decimal(upper), Decimal(lower))),
        values={
            "heart_rate": Decimal(person.pulse),
            "breaths": Decimal(14),
            "spo2": Decimal(98),
            "weight": Decimal(person.weight),
            "height": Decimal(person.height),
        },
    )


def weigh(life: Life, at: datetime) -> None:
    """A weight anew, where the last grows old."""
    kilograms = Decimal(life.person.weight)
    intake.record_measurements(
        patient=life.patient, by=life.monitor, at=at, measured_at=at, values={"weight": kilograms}
    )


def look_for_slow_harm(life: Life, at: datetime) -> None:
    """The bladder is asked about, and the liver values of the week are kept with the laboratory's own limits."""
    answers(life, LUTS_CHECK, 0, at)
    for place, (code, usual, limit) in enumerate(LIVER_VALUES):
        intake.record_result(
            patient=life.patient, code=code, value=Decimal(usual + (life.place + place) % 7), unit="U/L",
            upper_limit=Decimal(limit), by=life.monitor, at=at, taken_at=at,
        )  # fmt: skip
    life.looked_at = at


def asks_about_mania(life: Life, at: datetime) -> None:
    """The sum of the ASRM, as it stands on the clinic's own licensed form."""
    total = life.place % 3
    follow_up.record_total(episode=life.episode, instrument=ASRM, total=total, answered_at=at, by=life.monitor, at=at)


def answers(life: Life, instrument: Instrument, total: int, at: datetime) -> None:
    """The person fills in a questionnaire; how the total spreads over the items is chance, the total is not."""
    given = _spread(life, instrument, total)
    follow_up.record_response(
        episode=life.episode, instrument=instrument, answers=given, mode="page", by=life.monitor, at=at
    )
    if at < life.calendar.now - A_RISK_STAYS_OPEN:
        _deal_with_the_risk(life, at)


def _spread(life: Life, instrument: Instrument, total: int) -> dict[str, int]:
    scored = [item.code for item in instrument.items if item.scored]
    given = dict.fromkeys(scored, 0)
    # Thoughts of death come with the heaviest scores only, and then as "several days".
    alarming = [alert.item for alert in instrument.alerts if alert.item in given]
    if alarming and total >= 20:
        given[alarming[0]] = 1
    open_items = [code for code in scored if code not in alarming]
    while sum(given.values()) < total:
        code = life.chance.choice([each for each in open_items if given[each] < 3] or alarming)
        given[code] += 1
    if total and any(item.code == "difficulty" for item in instrument.items):
        given["difficulty"] = min(3, total // 7)
    return given


def run_screening(life: Life) -> Story:
    """Every rule is asked."""
    at = yield life.calendar.at(life.first - 19, 14)
    life.screening = screening.run_screening(episode=life.episode, by=life.monitor, at=at)


def decide_all(life: Life, *, choice: str = "", leave: tuple[str, ...] = ()) -> Story:
    """The prescriber decides on every finding; what needs clearance takes a letter and a second signature."""
    at = yield life.calendar.at(life.first - 18, 9)
    for finding in life.screening.findings.order_by("rule"):
        if finding.level not in DECIDED or finding.rule in leave:
            continue
        at = life.calendar.after(at + timedelta(minutes=3))
        relative = finding.level == Level.RELATIVE
        decision = screening.decide_finding(
            finding=finding,
            choice=choice or FindingDecision.Choice.ACCEPT,
            reason=phrases.REASONS.get(finding.rule, phrases.REASON),
            document=phrases.LETTER if relative else "",
            by=life.prescriber,
            at=at,
        )
        if relative and not choice:
            screening.countersign_finding(decision=decision, by=life.therapist, at=at + timedelta(minutes=30))
            life.calendar.after(at + timedelta(minutes=30))


def evaluate(life: Life, *, kind: str, on: int, conclusion: str = "suitable", reason: str = "") -> Story:
    """One of the two evaluations is signed."""
    at = yield life.calendar.at(on, 11 if kind == "medical" else 15)
    by: Staff = life.prescriber if kind == "medical" else life.therapist
    evaluations.sign_evaluation(
        episode=life.episode,
        kind=kind,
        conclusion=conclusion,
        sections=phrases.evaluation(kind, life.person),
        reason=reason or phrases.WHY_SUITABLE,
        by=by,
        at=at,
    )


def both_evaluations(life: Life) -> Story:
    """Both evaluations, by two people, on two days."""
    yield from evaluate(life, kind="medical", on=life.first - 16)
    yield from evaluate(life, kind="psychological", on=life.first - 15)


def eligible(life: Life) -> Story:
    """The whole way from referral to both evaluations."""
    yield from referral(life)
    yield from whole_intake(life)
    yield from run_screening(life)
    yield from decide_all(life)
    yield from both_evaluations(life)
