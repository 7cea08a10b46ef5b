"""Signing an evaluation."""

from datetime import datetime

from django.db import transaction

from holdspace.care.evaluation.sections import SECTIONS, SIGNED_WITH, THE_OTHER, Kind, purpose_of
from holdspace.chart import facts
from holdspace.chart.actions import drop_draft
from holdspace.chart.models import EpisodeOfCare, Evaluation
from holdspace.chart.refusals import refuse_if
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.pathway import Step, what_blocks


@transaction.atomic
def sign_evaluation(
    *,
    episode: EpisodeOfCare,
    kind: str,
    conclusion: str,
    sections: dict[str, str],
    reason: str,
    by: Staff,
    at: datetime,
    because: str = "",
    seen: str = "",
) -> Evaluation:
    """Sign the medical or the psychological evaluation; nobody signs both.

    With `because` the new version corrects the one before; without, it is a new evaluation beside it. `seen` is the
    newest one that the form had shown.
    """
    chosen = Kind(kind)
    require(by, SIGNED_WITH[chosen])
    episode = EpisodeOfCare.objects.select_for_update(of=("self",)).select_related("patient", "site").get(pk=episode.pk)
    refuse_if(what_blocks(Step.EVALUATION, facts.for_episode(episode, at=at)), episode=episode)
    _refuse_same_person(episode, chosen, by)
    _refuse_gaps(chosen, conclusion, sections, reason)
    before = newest_evaluation(episode, chosen)
    if seen and seen != (str(before.pk) if before else "none"):
        raise Refused("The evaluation was not signed: another one was signed meanwhile. Open the page again.")
    if because.strip() and before is None:
        raise Refused(
            "The evaluation was not signed: there is none to correct. Leave the reason for a correction empty."
        )
    evaluation = Evaluation.objects.create(
        patient=episode.patient,
        episode=episode,
        kind=chosen,
        conclusion=conclusion,
        sections={section.key: sections[section.key].strip() for section in SECTIONS[chosen]},
        reason=reason.strip(),
        signed_at=at,
        recorded_at=at,
        recorded_by=by,
        amends=before if because.strip() else None,
        amended_because=because.strip(),
    )
    drop_draft(episode=episode, purpose=purpose_of(chosen), by=by)
    did = f"signed the {chosen.label.lower()}"
    audit.record(by=by, at=at, did=did, to=evaluation, conclusion=conclusion, corrects=bool(because.strip()))
    return evaluation


def newest_evaluation(episode: EpisodeOfCare, kind: Kind) -> Evaluation | None:
    """The evaluation of this kind that counts."""
    rows = Evaluation.objects.current().filter(episode=episode, kind=kind)
    return rows.select_related("recorded_by").order_by("-signed_at", "-id").first()


def other_signed_by(episode: EpisodeOfCare, kind: Kind, staff: Staff) -> Evaluation | None:
    """The other evaluation, where this very person signed it."""
    other = newest_evaluation(episode, THE_OTHER[kind])
    return other if other is not None and other.recorded_by_id == staff.pk else None


def _refuse_same_person(episode: EpisodeOfCare, kind: Kind, by: Staff) -> None:
    other = other_signed_by(episode, kind, by)
    if other is not None:
        day = f"{other.signed_at.day} {other.signed_at:%B %Y}"
        raise Refused(
            f"The {kind.label.lower()} was not signed: you signed the {Kind(other.kind).label.lower()} of {day}. "
            "Two people see more than one. Ask a colleague to sign this one."
        )


def _refuse_gaps(kind: Kind, conclusion: str, sections: dict[str, str], reason: str) -> None:
    empty = [section.heading for section in SECTIONS[kind] if not sections.get(section.key, "").strip()]
    if empty:
        raise Refused(f"The evaluation was not signed: nothing is written under {', '.join(empty)}. Fill it in.")
    if conclusion not in Evaluation.Conclusion.values:
        raise Refused("The evaluation was not signed: no conclusion was chosen. Choose one.")
    if not reason.strip():
        raise Refused("The evaluation was not signed: the reason for the conclusion is missing. Write it.")
