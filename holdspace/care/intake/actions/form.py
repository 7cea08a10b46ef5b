"""The intake form: what brought the person here, and what was tried."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from holdspace.care.intake import indications
from holdspace.chart.models import Condition, EpisodeOfCare, Intake, Observation
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.eligibility.record import ICD_10_CM, SCREENING_FACT

PRIOR_TRIALS = "adequate-prior-trials"


@transaction.atomic
def record_intake(
    *,
    episode: EpisodeOfCare,
    by: Staff,
    at: datetime,
    in_their_words: str = "",
    problem: str = "",
    indication_code: str = "",
    indication: str = "",
    earlier_treatment: str = "",
    adequate_prior_trials: int | None = None,
    substance_use: str = "",
    ketamine_before: str = "",
    living_situation: str = "",
    because: str = "",
    seen: str = "",
) -> Intake:
    """Keep the intake; a later version amends the one before it, and says why.

    `seen` is the version the form had shown, so that two people filling it in at once do not undo each other.
    """
    require(by, Permission.RECORD_HISTORY)
    episode = EpisodeOfCare.objects.select_for_update().get(pk=episode.pk)
    if not episode.is_open:
        raise Refused("The intake was not recorded: this episode of care is closed. Open a new episode.")
    before = episode.intakes.current().order_by("-recorded_at", "-id").first()
    if before is not None:
        _refuse_unexplained(before, because, seen)
    intake = Intake.objects.create(
        patient=episode.patient,
        episode=episode,
        recorded_at=at,
        recorded_by=by,
        amends=before,
        amended_because=because if before else "",
        in_their_words=in_their_words,
        problem=problem,
        indication_code=indication_code,
        indication=indication,
        earlier_treatment=earlier_treatment,
        adequate_prior_trials=adequate_prior_trials,
        substance_use=substance_use,
        ketamine_before=ketamine_before,
        living_situation=living_situation,
    )
    _keep_for_the_rules(intake)
    audit.record(by=by, at=at, did="recorded the intake", to=intake, episode=str(episode.pk))
    return intake


def _refuse_unexplained(before: Intake, because: str, seen: str) -> None:
    if not because.strip():
        raise Refused("The intake was not changed: the reason for the change is missing. Say why it is changed.")
    if seen and seen != str(before.pk):
        raise Refused("The intake was not changed: somebody else changed it meanwhile. Open the page again.")


def _keep_for_the_rules(intake: Intake) -> None:
    """The rules read the problem list and coded facts, not this form: what it says must stand there too."""
    rows = Condition.objects.current().filter(patient=intake.patient)
    known = {
        coding.get("code")
        for row in rows
        if row.verification_status not in ("refuted", "entered-in-error")
        for coding in row.codings
        if coding.get("system") == ICD_10_CM
    }
    if intake.indication_code and intake.indication_code not in known:
        Condition.objects.create(
            patient=intake.patient,
            recorded_at=intake.recorded_at,
            recorded_by=intake.recorded_by,
            codings=[indications.coding(intake.indication_code, intake.indication)],
            text=intake.indication,
            clinical_status="active",
            verification_status="provisional",
        )
    if intake.adequate_prior_trials is not None and _trials_on_record(intake) != intake.adequate_prior_trials:
        _record_trials(intake)


def _trials_on_record(intake: Intake) -> Decimal | None:
    rows = Observation.objects.current().filter(patient=intake.patient, system=SCREENING_FACT, code=PRIOR_TRIALS)
    newest = rows.filter(status="final").order_by("-effective_at", "-id").first()
    return newest.value_number if newest else None


def _record_trials(intake: Intake) -> None:
    words = "Adequate earlier treatment trials"
    Observation.objects.create(
        patient=intake.patient,
        recorded_at=intake.recorded_at,
        recorded_by=intake.recorded_by,
        codings=[{"system": SCREENING_FACT, "code": PRIOR_TRIALS, "display": words}],
        text=words,
        system=SCREENING_FACT,
        code=PRIOR_TRIALS,
        status="final",
        effective_at=intake.recorded_at,
        value_number=Decimal(intake.adequate_prior_trials or 0),
        source=Observation.Source.TYPED,
    )
