"""Which measure is due in this course, which is overdue? The schedule of a course, read against what was answered."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from holdspace.care.follow_up.asking import BY_INTERVIEW_ONLY, enterable
from holdspace.chart.models import EpisodeOfCare, QuestionnaireResponse
from holdspace.clinical.outcomes.schedule import TARGET, Due, Lateness, ScheduleFacts, due


@dataclass(frozen=True)
class DueHere:
    """One measure that is due, and the instrument that is asked for it here; empty where it is no questionnaire."""

    due: Due
    code: str

    @property
    def is_overdue(self) -> bool:
        """Whether its time has passed."""
        return self.due.lateness is Lateness.OVERDUE


def due_in(episode: EpisodeOfCare, *, today: date) -> list[DueHere]:
    """What is to be asked in this course today, longest overdue first."""
    facts = schedule_facts(episode)
    known = {each.code for each in enterable()} | set(BY_INTERVIEW_ONLY)
    found = []
    for each in due(facts, today):
        codes = [facts.target if code == TARGET else code for code in each.measure.any_of]
        code = next((code for code in codes if code in known), "")
        if code:
            found.append(DueHere(each, code))
    return found


def schedule_facts(episode: EpisodeOfCare) -> ScheduleFacts:
    """The days of a course by the clocks of its site."""
    here = ZoneInfo(episode.site.time_zone)
    sessions = [each for each in episode.dosing_sessions.order_by("number") if each.state != "abandoned"]
    booked = [each.scheduled_at for each in sessions if each.state == "scheduled"]
    plan = episode.care_plans.current().order_by("-recorded_at").first()
    answered: dict[str, tuple[date, ...]] = {}
    rows = QuestionnaireResponse.objects.current().filter(patient=episode.patient_id).order_by("answered_at")
    for code, moment in rows.values_list("instrument", "answered_at"):
        answered[code] = (*answered.get(code, ()), moment.astimezone(here).date())
    return ScheduleFacts(
        doses_on=tuple(each.started_at.astimezone(here).date() for each in sessions if each.started_at),
        next_dose_on=min(booked).astimezone(here).date() if booked else None,
        sessions_planned=plan.sessions_planned if plan else None,
        target=plan.target_instrument if plan else "",
        answered=answered,
    )
