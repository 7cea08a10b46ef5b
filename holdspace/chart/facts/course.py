"""From the rows of many courses to the frozen facts of each, in a number of queries that does not grow with them."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from holdspace.chart.facts import around_dose, before_dose
from holdspace.chart.facts.long_term import long_term
from holdspace.chart.facts.rows import SCREENING_FACT, Rows, gather
from holdspace.chart.models import EpisodeOfCare, Goal, Observation, RiskTask, StepWaiver
from holdspace.clinic.models import Clinic
from holdspace.clinical.pathway import CourseFacts, OpenRisk
from holdspace.clinical.thresholds import Limits
from holdspace.library import limits

CHILDBEARING = "childbearing-potential"


def for_episode(episode: EpisodeOfCare, *, at: datetime) -> CourseFacts:
    """Everything the pathway needs to know of one course now."""
    return for_episodes([episode], at=at)[episode.pk]


def of_its_end(episode: EpisodeOfCare, *, at: datetime) -> CourseFacts:
    """Only whether the person lives and the course is open: for an act that nothing else can stop. It reads no row."""
    today = at.astimezone(ZoneInfo(episode.site.time_zone)).date()
    return CourseFacts(at, today, is_deceased=episode.patient.is_deceased, is_closed=not episode.is_open)


def for_episodes(episodes: Iterable[EpisodeOfCare], *, at: datetime) -> dict[UUID, CourseFacts]:
    """The facts of each of these courses, by episode. Have `patient` and `site` joined for a flat query count."""
    episodes = list(episodes)
    rows = gather(episodes)
    clinics = {episode.patient.clinic_id for episode in episodes}
    # Only the key of a clinic is asked for: its row is not read again for every patient.
    own = {pk: limits.in_force(Clinic(pk=pk), at=at) for pk in clinics}
    return {episode.pk: _facts(episode, rows, at, own[episode.patient.clinic_id]) for episode in episodes}


def _facts(episode: EpisodeOfCare, rows: Rows, at: datetime, own: Limits) -> CourseFacts:
    plan = before_dose.plan(episode, rows)
    goals = rows.of(Goal, episode)
    here = ZoneInfo(episode.site.time_zone)
    today = at.astimezone(here).date()
    slow_harm = long_term(episode, rows, today, own)
    return CourseFacts(
        now=at,
        today=today,
        intake=before_dose.intake(episode, rows),
        screening=before_dose.screening(episode, rows),
        medical=before_dose.evaluation("medical", episode, rows),
        psychological=before_dose.evaluation("psychological", episode, rows),
        consent=before_dose.consent(episode, rows),
        goals=len(goals),
        goals_at=goals[-1].recorded_at if goals else None,
        plan=plan,
        preparation=before_dose.preparation(episode, rows),
        order=around_dose.order(episode, rows),
        weight_on=_weight_on(episode, rows, here),
        session=around_dose.session(episode, rows, test_due=_pregnancy_test_due(episode, rows)),
        after_dose=around_dose.after_dose(episode, rows, plan, slow_harm),
        doses_given=len(around_dose.doses(episode, rows)),
        last_given_at=around_dose.last_given_at(episode, rows),
        open_risks=tuple(
            OpenRisk(str(risk.pk), risk.tier, risk.raised_at.astimezone(here))
            for risk in rows.of_patient(RiskTask, episode)
        ),
        is_deceased=episode.patient.is_deceased,
        is_closed=not episode.is_open,
        waived=_waived(episode, rows),
        limits=own,
        long_term=slow_harm,
    )


def _weight_on(episode: EpisodeOfCare, rows: Rows, here: ZoneInfo) -> date | None:
    weights = around_dose.weights_of(episode, rows)
    return weights[-1].effective_at.astimezone(here).date() if weights else None


def pregnancy_test_due(episode: EpisodeOfCare) -> bool | None:
    """Whether a pregnancy test is due before a dose, in one query: a time-out asks it at every item."""
    if episode.patient.sex == "male":
        return False
    rows = Observation.objects.current().filter(patient=episode.patient_id, system=SCREENING_FACT, code=CHILDBEARING)
    said = rows.order_by("effective_at", "id").last()
    return said.value_boolean if said else None


def _pregnancy_test_due(episode: EpisodeOfCare, rows: Rows) -> bool | None:
    """False only where it was answered that the patient cannot become pregnant, or the sex rules it out."""
    if episode.patient.sex == "male":
        return False
    said = [row for row in rows.of_patient(Observation, episode) if row.code == CHILDBEARING]
    return said[-1].value_boolean if said else None


def _waived(episode: EpisodeOfCare, rows: Rows) -> frozenset[str]:
    given = around_dose.doses(episode, rows)
    subject = str(given[-1].pk) if given else ""
    return frozenset(f"{row.step}:{row.block}" for row in rows.of(StepWaiver, episode) if row.subject in ("", subject))
