"""What is asked when? Every occasion of a course with its measures, and what is due on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from holdspace.clinical.sources import ESKETAMINE_US_DOSING, PHILLIPS_2019, Source

FOLLOW_UP = Source.judgement(
    "Holdspace: what is asked when in a course, put together from trials, labels and practice; a clinic may ask more"
)
TRIAL_SCHEDULE = Source("Talati 2019: baseline, 4, 24 and 48 hours, 7 and 28 days", "https://ijiapp.com")
TRIAL_ENDPOINT = PHILLIPS_2019.at("Mood is rated 24 hours after the dose")
JUDGED_FIRST = ESKETAMINE_US_DOSING.at("Benefit is judged before treatment goes on")
TARGET = "target"
MONTH = timedelta(days=30)
QUARTER = timedelta(days=91)
MONTHLY = 6


@dataclass(frozen=True)
class Measure:
    """Something to ask; any one of these instruments or acts will do."""

    title: str
    any_of: tuple[str, ...]


PHQ_9 = Measure("PHQ-9", ("phq-9",))
GAD_7 = Measure("GAD-7", ("gad-7",))
THE_TARGET = Measure("The plan's own measure", (TARGET,))
C_SSRS = Measure("C-SSRS", ("c-ssrs", "c-ssrs-since-last-visit"))
C_SSRS_SINCE = Measure("C-SSRS since the last visit", ("c-ssrs-since-last-visit",))
WHO_5 = Measure("WHO-5", ("who-5",))
FUNCTION = Measure("WSAS or WHODAS", ("wsas", "whodas-12"))
SLEEP = Measure("ISI", ("isi",))
BLADDER = Measure("Bladder score", ("luts", "ipss", "icsi"))
COGNITION = Measure("Cognition", ("moca", "mini-cog", "slums", "dsst"))
MANIA = Measure("ASRM", ("asrm",))
MOOD_SHORT = Measure("PHQ-9 or PHQ-2", ("phq-9", "phq-2"))
SIDE_EFFECTS = Measure("Side effects", ("side-effects",))
DISSOCIATION = Measure("CADSS", ("cadss-6", "cadss"))
CALL = Measure("Call", ("call",))
MOOD = Measure("Mood, 0 to 10", ("mood",))
VITALS = Measure("Vital signs", ("vital-signs",))
CHANGES = Measure("Changes since the last visit", ("changes",))
CRAVING = Measure("Craving, 0 to 10", ("craving",))
EXPORT = Measure("Export to the registry", ("registry-export",))
FULL_BATTERY = (PHQ_9, GAD_7, THE_TARGET, C_SSRS, WHO_5, FUNCTION, SLEEP, BLADDER, COGNITION, MANIA)
MONTHLY_SET = (PHQ_9, GAD_7, THE_TARGET, WHO_5, C_SSRS, BLADDER, CRAVING, EXPORT)


@dataclass(frozen=True)
class Occasion:
    """One occasion of a course: when in words, and what is asked."""

    code: str
    title: str
    when: str
    measures: tuple[Measure, ...]
    source: Source = FOLLOW_UP
    other_sources: tuple[Source, ...] = ()


BASELINE = Occasion("baseline", "Baseline", "in the 14 days before the first dose", FULL_BATTERY)
PRE_SESSION = Occasion(
    "pre_session", "Before each session", "on the day, before the dose", (C_SSRS_SINCE, MOOD_SHORT, VITALS, CHANGES)
)
SAME_DAY = Occasion(
    "same_day", "2 to 4 hours after the dose", "before leaving", (SIDE_EFFECTS, DISSOCIATION),
    other_sources=(TRIAL_SCHEDULE,),
)  # fmt: skip
NEXT_DAY = Occasion(
    "next_day", "24 hours after the dose", "12 to 36 hours after", (CALL, C_SSRS, SIDE_EFFECTS, MOOD),
    other_sources=(TRIAL_ENDPOINT, TRIAL_SCHEDULE),
)  # fmt: skip
WEEK = Occasion("week", "7 days after the dose", "on the seventh day", (PHQ_9, GAD_7), other_sources=(TRIAL_SCHEDULE,))
MID_INDUCTION = Occasion("mid_induction", "Middle of the course", "at session 3", (PHQ_9, GAD_7, THE_TARGET))
END_OF_INDUCTION = Occasion(
    "end_of_induction", "End of the course", "within 7 days after the last dose", FULL_BATTERY,
    other_sources=(JUDGED_FIRST,),
)  # fmt: skip
AFTERWARDS = Occasion(
    "afterwards", "Follow-up", "monthly for 6 months, then every 3 months", MONTHLY_SET,
    other_sources=(TRIAL_SCHEDULE,),
)  # fmt: skip
OCCASIONS = (BASELINE, PRE_SESSION, SAME_DAY, NEXT_DAY, WEEK, MID_INDUCTION, END_OF_INDUCTION, AFTERWARDS)


@dataclass(frozen=True)
class ScheduleFacts:
    """The days of a course: doses given, the next one booked, and when each measure was answered, by its code."""

    doses_on: tuple[date, ...] = ()
    next_dose_on: date | None = None
    sessions_planned: int | None = None
    target: str = ""
    answered: Mapping[str, tuple[date, ...]] = field(default_factory=dict)


class Lateness(StrEnum):
    """How a measure stands on a day."""

    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Due:
    """One measure of one occasion that has not been answered in its time."""

    occasion: Occasion
    measure: Measure
    from_on: date
    until_on: date
    lateness: Lateness


@dataclass(frozen=True)
class _Window:
    occasion: Occasion
    from_on: date
    until_on: date


def due(facts: ScheduleFacts, on: date) -> tuple[Due, ...]:
    """What is to be asked on this day, longest overdue first; a later occasion takes over what an earlier missed."""
    opened = [window for window in _windows(facts) if window.from_on <= on]
    found: dict[tuple[str, ...], Due] = {}
    for window in sorted(opened, key=lambda each: each.from_on):
        for measure in window.occasion.measures:
            if _is_answered(measure, window, facts):
                found.pop(measure.any_of, None)
            else:
                late = Lateness.OVERDUE if on > window.until_on else Lateness.DUE
                found[measure.any_of] = Due(window.occasion, measure, window.from_on, window.until_on, late)
    return tuple(sorted(found.values(), key=lambda each: (each.until_on, each.measure.title)))


def _is_answered(measure: Measure, window: _Window, facts: ScheduleFacts) -> bool:
    """Answered in the window or since: late is answered too, only not before its time."""
    wanted = {facts.target if code == TARGET else code for code in measure.any_of} - {""}
    return any(on >= window.from_on for code in wanted for on in facts.answered.get(code, ()))


def _windows(facts: ScheduleFacts) -> Iterator[_Window]:
    first = facts.doses_on[0] if facts.doses_on else facts.next_dose_on
    if first is None:
        return
    yield _Window(BASELINE, first - timedelta(days=14), first)
    if facts.next_dose_on is not None:
        yield _Window(PRE_SESSION, facts.next_dose_on, facts.next_dose_on)
    for number, given in enumerate(facts.doses_on, start=1):
        yield from _after_a_dose(given, number)
    if facts.doses_on and _is_done(facts):
        yield from _after_the_course(facts.doses_on[-1])


def _after_a_dose(given: date, number: int) -> Iterator[_Window]:
    yield _Window(SAME_DAY, given, given)
    yield _Window(NEXT_DAY, given + timedelta(days=1), given + timedelta(days=2))
    yield _Window(WEEK, given + timedelta(days=7), given + timedelta(days=9))
    if number == MIDDLE_SESSION:
        yield _Window(MID_INDUCTION, given, given + timedelta(days=7))


MIDDLE_SESSION = 3


def _is_done(facts: ScheduleFacts) -> bool:
    planned = facts.sessions_planned
    return planned is not None and len(facts.doses_on) >= planned and facts.next_dose_on is None


def _after_the_course(last: date) -> Iterator[_Window]:
    yield _Window(END_OF_INDUCTION, last + timedelta(days=1), last + timedelta(days=7))
    for month in range(1, MONTHLY + 1):
        yield _Window(AFTERWARDS, last + month * MONTH, last + month * MONTH + timedelta(days=7))
    for quarter in range(1, 41):
        start = last + MONTHLY * MONTH + quarter * QUARTER
        yield _Window(AFTERWARDS, start, start + timedelta(days=14))
