"""How has the patient been? One instrument over one course, as the chart and the sentence that pages show."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from holdspace.chart.given import given_in_each
from holdspace.chart.models import DosingSession, EpisodeOfCare, QuestionnaireResponse
from holdspace.clinical.instruments import by_code
from holdspace.clinical.instruments.shape import Reads
from holdspace.clinical.outcomes import Course, ScoredAt, rule_for
from holdspace.clinical.outcomes import course as course_of
from holdspace.clinical.thresholds import Limits
from holdspace.clinical.units import plain
from holdspace.ui.charts import CourseChart, DoseMark, ScoreBand, ScorePoint
from holdspace.ui.words import amount, short_day


def by_whose_numbers(own: Limits) -> str:
    """Whose lines tell response and remission, in words: the published ones, or a version of the clinic's own."""
    return f"by our numbers, version {own.version}" if own.version else "by the published numbers"


def scores_of(episode: EpisodeOfCare, instrument: str) -> tuple[ScoredAt, ...]:
    """Every complete score of one instrument in this course, oldest first."""
    rule = rule_for(instrument)
    read = "index" if rule is not None and rule.reads is Reads.INDEX else "total"
    responses = QuestionnaireResponse.objects.current().filter(episode=episode, instrument=instrument)
    rows = responses.exclude(**{read: None}).order_by("answered_at").values_list("answered_at", read)
    return tuple(ScoredAt(at, score) for at, score in rows)


def doses_of(episode: EpisodeOfCare) -> list[DosingSession]:
    """The sessions that were started or are booked, oldest first, with their orders and with what they gave."""
    sessions = episode.dosing_sessions.exclude(state="abandoned").select_related("order", "closing")
    doses = list(sessions.order_by("number"))
    given = given_in_each(doses)
    for each in doses:
        each.given = given[each.pk]
    return doses


def course_of_instrument(
    episode: EpisodeOfCare, instrument: str, sessions: Sequence[DosingSession], *, own: Limits
) -> Course | None:
    """Response, remission and relapse under the clinic's numbers; None where no rule of change is known."""
    rule = rule_for(instrument, own)
    if rule is None:
        return None
    given = [session.started_at for session in sessions if session.started_at]
    return course_of(scores_of(episode, instrument), min(given, default=None), rule)


def chart_of(episode: EpisodeOfCare, instrument: str, *, today: date, own: Limits) -> CourseChart | None:
    """The course chart of one instrument; None while nothing has been answered, or there are no bands to draw."""
    known = by_code(instrument)
    # A chart is drawn over the bands of the total; an index has a scale of its own.
    scores = scores_of(episode, instrument) if known.bands and known.bands_read is Reads.TOTAL else ()
    if not scores:
        return None
    sessions = doses_of(episode)
    course = course_of_instrument(episode, instrument, sessions, own=own)
    baseline = course.baseline if course else None
    return CourseChart(
        title=known.short,
        top=known.highest,
        bands=tuple(ScoreBand(band.at_least, band.name) for band in known.bands),
        today=today,
        scores=tuple(_point(score, baseline) for score in scores),
        doses=tuple(_dose(session) for session in sessions),
        target=course.response_line if course else None,
        target_words=_target_words(course) if course else "",
        target_from=_day(baseline.at) if baseline else None,
        sentence=_sentence(known.short, known.highest, course, own),
    )


def _target_words(course: Course) -> str:
    percent = course.rule.response_percent
    if course.baseline is None or percent is None:
        return ""
    left = "half" if percent == 50 else f"{plain(100 - percent)} %"
    return f"response: {left} of {course.baseline.total}"


def _sentence(short: str, top: int, course: Course | None, own: Limits) -> str:
    scale = f"{short}, 0–{top}"
    return f"{scale} · {course.sentence(short_day)} · {by_whose_numbers(own)}" if course else scale


def _point(score: ScoredAt, baseline: ScoredAt | None) -> ScorePoint:
    return ScorePoint(_day(score.at), score.total, "baseline" if score == baseline else "")


def _dose(session: DosingSession) -> DoseMark:
    if session.started_at is None:
        return DoseMark(_day(session.scheduled_at), f"dose {session.number}", planned=True)
    given = session.given.mg if hasattr(session, "closing") else session.order and session.order.dose_mg
    return DoseMark(_day(session.started_at), amount(given, "mg") if given else f"dose {session.number}")


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
