"""How does the patient stand by each questionnaire? The chart, the word for it, and every form that was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from holdspace.care.follow_up.asking import BY_INTERVIEW_ONLY, COMMON
from holdspace.chart.models import EpisodeOfCare, QuestionnaireResponse
from holdspace.chart.progress import by_whose_numbers, chart_of, course_of_instrument, doses_of
from holdspace.clinical.instruments import AUDIT_C, Instrument, by_code
from holdspace.clinical.instruments.audit_c import is_positive
from holdspace.clinical.outcomes import Course, Standing
from holdspace.clinical.thresholds import Limits
from holdspace.ui.charts import CourseChart
from holdspace.ui.words import number

WORDS = {
    Standing.NO_BASELINE: "Change cannot be told",
    Standing.NOT_YET: "Not answered since the first dose",
    Standing.UNDEFINED: "Change cannot be told from 0",
    Standing.REMISSION: "Remission",
    Standing.RESPONSE: "Response",
    Standing.PARTIAL_RESPONSE: "Partial response",
    Standing.NO_RESPONSE: "No response so far",
    Standing.NOT_DEFINED: "No response is defined",
    Standing.DETERIORATION: "Worse than at the start",
    Standing.RELAPSE: "Relapse",
}
LEVELS = {
    Standing.REMISSION: "no_finding",
    Standing.RESPONSE: "no_finding",
    Standing.PARTIAL_RESPONSE: "caution",
    Standing.NO_RESPONSE: "caution",
    Standing.DETERIORATION: "relative",
    Standing.RELAPSE: "relative",
}


@dataclass(frozen=True)
class Measured:
    """One questionnaire over the course."""

    instrument: Instrument
    chart: CourseChart | None
    standing: str
    level: str
    says: str
    answered: tuple[QuestionnaireResponse, ...]
    is_target: bool

    @property
    def latest(self) -> QuestionnaireResponse | None:
        """The newest form, whole or not."""
        return self.answered[0] if self.answered else None


def measures_of(episode: EpisodeOfCare, *, today: date, own: Limits) -> list[Measured]:
    """Every questionnaire: the plan's own first, then what was answered, then what was not."""
    plan = episode.care_plans.current().order_by("-recorded_at").first()
    target = plan.target_instrument if plan else ""
    responses = QuestionnaireResponse.objects.current().filter(episode=episode)
    codes = [target, *responses.values_list("instrument", flat=True).distinct().order_by("instrument")]
    shown = [by_code(code) for code in codes if code and code not in BY_INTERVIEW_ONLY]
    found = [_measured(episode, each, target, today, own) for each in dict.fromkeys([*shown, *COMMON])]
    return sorted(found, key=lambda each: (not each.is_target, not each.answered))


def _measured(episode: EpisodeOfCare, instrument: Instrument, target: str, today: date, own: Limits) -> Measured:
    responses = QuestionnaireResponse.objects.current().filter(episode=episode, instrument=instrument.code)
    answered = tuple(responses.select_related("recorded_by").order_by("-answered_at", "-id"))
    course = course_of_instrument(episode, instrument.code, doses_of(episode), own=own)
    standing = course.standing if course and answered else None
    return Measured(
        instrument=instrument,
        chart=chart_of(episode, instrument.code, today=today, own=own),
        standing=WORDS[standing] if standing else "",
        level=LEVELS.get(standing, "cannot_tell") if standing else "",
        says=_in_words(course, own) if course and answered else _screened(episode, instrument, answered),
        answered=answered,
        is_target=instrument.code == target,
    )


def _in_words(course: Course, own: Limits) -> str:
    if course.baseline is None or course.latest is None or course.fall_percent is None:
        return ""
    fall = course.fall_percent
    change = f"{number(abs(fall))} % {'lower' if fall >= 0 else 'higher'}"
    return f"{course.baseline.total} at the start, {course.latest.total} now: {change}, read {by_whose_numbers(own)}."


def _screened(episode: EpisodeOfCare, instrument: Instrument, answered: tuple[QuestionnaireResponse, ...]) -> str:
    """A screen has no change to tell; the AUDIT-C is read by sex, and says so where the sex is not known."""
    total = next((row.total for row in answered if row.total is not None), None)
    if total is None or instrument is not AUDIT_C:
        return ""
    positive = is_positive(total, sex=episode.patient.sex)
    if positive is None:
        return f"{total}: positive for women, not for men. The sex is not known; ask further."
    return f"{total}: {'positive. Ask further about alcohol.' if positive else 'below the cut-off.'}"


def outcome_rows(outcome: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Measures at the start and at the end, as a closing keeps them, for a table."""
    return [
        {
            "short": kept["short"],
            "start": kept["start"] | {"answered_at": _moment(kept["start"])},
            "end": kept["end"] | {"answered_at": _moment(kept["end"])},
            "fall": kept["fall_percent"],
            "standing": WORDS[Standing(kept["standing"])] if kept["standing"] else "",
            "limits_version": kept.get("limits_version"),
        }
        for kept in outcome.values()
    ]


def _moment(kept: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(kept["answered_at"])
