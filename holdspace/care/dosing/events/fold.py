"""What do all these events amount to? A pure fold: the same events, in whatever order they came, give one picture."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from holdspace.care.dosing.events.lines import line_of
from holdspace.care.dosing.events.measured import baseline_of, newest_of, reading_sets
from holdspace.care.dosing.events.phases import walked
from holdspace.care.dosing.events.picture import (
    Alarm,
    GivenDose,
    LevelPoint,
    Line,
    SessionPicture,
    SideEffect,
    VitalSigns,
    total_of,
)
from holdspace.care.dosing.events.schema import SEVERITIES
from holdspace.care.dosing.events.settling import questions_of
from holdspace.care.dosing.events.standing import Standing, all_standing, counting
from holdspace.care.dosing.events.told import Frame, Person, Told
from holdspace.clinical.monitoring import Check, Tier, next_check
from holdspace.clinical.protocols import Room
from holdspace.clinical.units import plain

UNDER_THE_DRUG = ("dosing", "recovery", "on_hold", "stopped", "ready_to_leave")
WATCHED_STATES = ("dosing", "recovery", "on_hold", "stopped")
# A single dose beyond twice the order is more likely a slip of the hand than a dose. Our judgement.
DOUBTFUL_TIMES = 2
# Antagonists wear off before what they hold back; the gate for leaving counts two hours from the last one.
ANTAGONISTS = ("naloxone", "flumazenil")


def picture_of(events: Iterable[Told], frame: Frame) -> SessionPicture:
    """Everything the screen shows, folded from the events."""
    told = sorted(events, key=lambda one: one.sequence)
    now = all_standing(told)
    standing = counting(told, now)
    phase, unfit = walked(told)
    sets = reading_sets(standing, phase.started_at, frame.limits)
    doses = _doses(standing, frame, phase)
    picture = replace(
        phase,
        doses=doses,
        ordered_mg=frame.ordered_mg,
        drawn_mg=frame.drawn_mg,
        weight_kg=frame.weight_kg,
        concentration_mg_per_ml=frame.concentration_mg_per_ml,
        route=frame.route,
        limits=frame.limits,
        drug=frame.drug,
        sets=sets,
        newest=newest_of(sets),
        baseline=baseline_of(standing, phase.started_at),
        levels=_levels(standing),
        side_effects=_side_effects(standing),
        adverse_events=tuple(one.payload["term"] for one in standing if one.kind == "adverse_event"),
        antagonist_given_at=_antagonist(standing),
        touch_areas=_touch(standing, frame),
        in_the_room=_in_the_room(standing, frame),
        alarms=_alarms(sets, standing),
        events=tuple(told),
        questions=questions_of(told, now, standing, phase, unfit, frame),
        **_infusion(standing),
    )
    picture = replace(picture, check=_check(picture))
    return replace(picture, timeline=_timeline(told, now, picture, frame))


def _doses(standing: Sequence[Told], frame: Frame, phase: SessionPicture) -> tuple[GivenDose, ...]:
    doses: list[GivenDose] = []
    running = Decimal(0)
    for one in standing:
        if one.kind != "dose":
            continue
        mg = Decimal(one.payload["mg"])
        running += mg
        per_ml = frame.concentration_mg_per_ml
        over = one.payload.get("over_minutes")
        findings = tuple(_dose_findings(one, mg, running, frame, phase))
        ml = mg / per_ml if per_ml else None
        since = _counts_from(one, phase)
        doses.append(GivenDose(one.id, one.at, mg, ml, one.payload["route"], running, over, findings, since))
    return tuple(doses)


def _counts_from(one: Told, phase: SessionPicture) -> datetime:
    """A time before dosing was started is more likely a slip than a dose: watching then counts from its arrival."""
    return one.received_at if phase.started_at is not None and one.at < phase.started_at else one.at


def _dose_findings(one: Told, mg: Decimal, running: Decimal, frame: Frame, phase: SessionPicture) -> Iterable[str]:
    """What a rule says about a dose that was given; it is kept whatever the rule says."""
    if frame.ordered_mg is None:
        yield f"{plain(mg)} mg given without an order."
    elif running > frame.ordered_mg:
        beyond = plain(running - frame.ordered_mg)
        yield f"{plain(running)} mg given of {plain(frame.ordered_mg)} mg ordered: {beyond} mg beyond the order."
    if frame.ordered_mg is not None and mg > frame.ordered_mg * DOUBTFUL_TIMES and not one.payload.get("confirmed"):
        yield f"Check this number: {plain(mg)} mg is more than twice the order."
    yield from _above_the_most(running, frame)
    if running > frame.drawn_mg:
        yield f"{plain(running)} mg given of {plain(frame.drawn_mg)} mg drawn before a witness."
    if frame.route and one.payload["route"] != frame.route:
        yield f"Given {one.payload['route'].upper()}; ordered {frame.route.upper()}."
    if phase.started_at is None or one.at < phase.started_at:
        yield "Given before dosing was started."
    if one.after_closing:
        yield "Recorded after the session was closed."


def _above_the_most(running: Decimal, frame: Frame) -> Iterable[str]:
    """Every part of a split dose counts in the total of its session."""
    total = total_of(running, frame.route, frame.drug, frame.weight_kg, frame.limits)
    if total is not None and total.room in (Room.ABOVE_MOST, Room.ABOVE_HARD_STOP):
        yield f"{plain(running)} mg in this session is above the most of {total.most_in_words}."


def _infusion(standing: Sequence[Told]) -> dict[str, object]:
    rate, ended_at = None, None
    for one in standing:
        if one.kind == "infusion_rate":
            ended_at = one.at if one.payload.get("ended") else None
            given = one.payload.get("ml_per_hour")
            rate = None if ended_at else Decimal(given) if given is not None else rate
    return {"infusion_ml_per_hour": rate, "infusion_ended_at": ended_at}


def _levels(standing: Sequence[Told]) -> tuple[LevelPoint, ...]:
    return tuple(
        LevelPoint(one.id, one.at, one.payload["scale"], one.payload["value"])
        for one in standing
        if one.kind == "level"
    )


def _side_effects(standing: Sequence[Told]) -> tuple[SideEffect, ...]:
    """Each side effect once: when it was first named, and the worst it became."""
    found: dict[str, SideEffect] = {}
    order = ("", *SEVERITIES)
    for one in standing:
        if one.kind == "side_effect":
            term, severity = one.payload["term"], one.payload.get("severity", "")
            first = found.setdefault(term.casefold(), SideEffect(term, one.at, severity))
            if order.index(severity) > order.index(first.severity):
                found[term.casefold()] = replace(first, severity=severity)
    return tuple(found.values())


def _antagonist(standing: Sequence[Told]) -> object:
    given = [
        one.at
        for one in standing
        if one.kind == "intervention"
        and one.payload["what"] == "rescue_drug"
        and any(
            name in f"{one.payload.get('drug', '')} {one.payload.get('detail', '')}".lower() for name in ANTAGONISTS
        )
    ]
    return max(given, default=None)


def _touch(standing: Sequence[Told], frame: Frame) -> tuple[str, ...] | None:
    """What is welcome: agreed before the drug, and since then only ever narrowed."""
    areas = frame.touch_areas
    for one in standing:
        if one.kind == "touch_consent":
            said = tuple(one.payload["areas"])
            areas = said if areas is None else tuple(area for area in areas if area in said)
    return areas


def _in_the_room(standing: Sequence[Told], frame: Frame) -> tuple[Person, ...]:
    known = {person.id: person for person in frame.people}
    present: dict[str, Person] = {}
    for one in standing:
        if one.kind != "staff":
            continue
        who, to = one.payload["staff"], one.payload.get("to")
        person = present.get(who) or known.get(who) or Person(who, frame.names.get(who, "unknown"))
        if one.payload["did"] == "in":
            present[who] = person
        else:
            present.pop(who, None)
        if to and one.payload["did"] == "handover":
            present[to] = replace(known.get(to) or Person(to, frame.names.get(to, "unknown")), role=person.role)
    return tuple(present.values())


def _alarms(sets: Sequence[VitalSigns], standing: Sequence[Told]) -> tuple[Alarm, ...]:
    """Sets that crossed a limit and that nobody has acknowledged; the worst first, so that none is masked."""
    seen = {one.payload["event"] for one in standing if one.kind == "acknowledge"}
    found = []
    for one in sets:
        asking = [reading for reading in one.readings if reading.tier is not Tier.NORMAL]
        if not asking or str(one.event) in seen or (one.confirmed and _only_implausible(one)):
            continue
        worst = max(asking, key=lambda reading: reading.tier.rank)
        says = " ".join(dict.fromkeys(reading.says for reading in asking))
        found.append((worst.tier.rank, Alarm(one.event, one.at, worst.tier.alarm, says, worst.do)))
    return tuple(alarm for _, alarm in sorted(found, key=lambda pair: (-pair[0], pair[1].at)))


def _only_implausible(one: VitalSigns) -> bool:
    return all(reading.tier in (Tier.NORMAL, Tier.IMPLAUSIBLE) for reading in one.readings)


def _check(picture: SessionPicture) -> Check | None:
    """The next set of vital signs, while somebody is under the drug."""
    if picture.started_at is None or picture.state not in WATCHED_STATES or not picture.route:
        return None
    measured = [one.at for one in picture.sets if one.blood_pressure is not None]
    return next_check(
        picture.route,
        started_at=picture.started_at,
        last_dose_at=picture.doses[-1].at if picture.doses else None,
        last_vital_signs_at=max(measured, default=None),
        infusion_ended_at=picture.infusion_ended_at,
        limits=picture.limits,
    )


def _timeline(
    told: Sequence[Told], now: Mapping[UUID, Standing], picture: SessionPicture, frame: Frame
) -> tuple[Line, ...]:
    """Every entry, newest first; what was corrected stays to be read, struck through."""
    findings = {dose.event: dose.findings for dose in picture.doses}
    for question in picture.questions:
        # The line says by itself that it came after closing, and a hole is told with its time.
        if question.about not in ("after_closing", "gap"):
            findings[question.event] = (*findings.get(question.event, ()), question.says)
    measured = {one.event: one for one in picture.sets}
    # An amendment is told on the line it amends; only where it changes nothing it is a line of its own.
    apart = {question.event for question in picture.questions if question.about == "target"}
    lines = [
        line_of(one, now[one.id], findings.get(one.id, ()), measured.get(one.id), frame)
        for one in told
        if one.kind != "amend" or one.id in apart
    ]
    places = {one.id: one.order for one in told}
    return tuple(sorted(lines, key=lambda line: places[line.event], reverse=True))
