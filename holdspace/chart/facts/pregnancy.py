"""Is there a pregnancy? Read as the screening reads it: tests, the stated status, and the list of problems."""

from zoneinfo import ZoneInfo

from holdspace.chart.facts.rows import Rows
from holdspace.chart.models import Condition, EpisodeOfCare, Observation, TimeOutCheck
from holdspace.chart.models.dosing import DosingSession
from holdspace.clinical.eligibility import written
from holdspace.clinical.eligibility.reading import read
from holdspace.clinical.eligibility.record import CodedRecord
from holdspace.clinical.eligibility.rules.pregnancy import is_known
from holdspace.clinical.monitoring.long_term import LongTermFacts


def pregnant(episode: EpisodeOfCare, rows: Rows, known: LongTermFacts) -> bool | None:
    """Whether there is a pregnancy, as the rows tell; None where it is possible and nothing rules it out."""
    here = ZoneInfo(episode.site.time_zone)
    patient = episode.patient
    record = CodedRecord(
        birth_on=patient.birth_on,
        sex=patient.sex or None,
        conditions=tuple(map(written.condition, rows.of_patient(Condition, episode))),
        observations=tuple(
            written.observation(row, row.effective_at.astimezone(here) if row.effective_at else None)
            for row in rows.of_patient(Observation, episode)
        ),
    )
    facts = read(record, known.today, limits=known.limits)
    told = is_known(facts)
    # A negative test of the day of a dose stands in the time-out only; a positive one is in the chart too.
    if told is None and not facts.pregnancy_unclear and _ruled_out_on_the_day(episode, rows):
        return False
    return told


def _ruled_out_on_the_day(episode: EpisodeOfCare, rows: Rows) -> bool:
    """Whether the newest time-out of this course that asked has a negative test, or that none is needed."""
    checks: list[TimeOutCheck] = [
        check
        for session in rows.of(DosingSession, episode)
        for check in session.time_out_checks.all()
        if check.item == "pregnancy"
    ]
    newest = max(checks, key=lambda check: (check.happened_at, check.pk), default=None)
    if newest is None:
        return False
    return newest.value.get("positive") is False or newest.value.get("could_become_pregnant") is False
