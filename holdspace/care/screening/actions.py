"""Running the screening, deciding on what it finds, and the second signature."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from holdspace.care.screening.standing import newest_screening, standing_decision
from holdspace.chart import facts
from holdspace.chart.models import (
    EpisodeOfCare,
    FindingCountersignature,
    FindingDecision,
    Screening,
    ScreeningFinding,
)
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical import eligibility
from holdspace.clinical.findings import Finding, Level
from holdspace.clinical.units import Quantity

Choice = FindingDecision.Choice


@transaction.atomic
def run_screening(*, episode: EpisodeOfCare, by: Staff, at: datetime) -> Screening:
    """Ask every rule about the patient as they are known now, and keep every answer as it was said."""
    require(by, Permission.SCREEN)
    episode = _locked(episode, "The screening was not run")
    today = at.astimezone(ZoneInfo(episode.site.time_zone)).date()
    known = facts.screening_facts(episode.patient, on=today, at=at)
    found = eligibility.screen(known)
    screening = Screening.objects.create(
        patient=episode.patient,
        episode=episode,
        recorded_at=at,
        recorded_by=by,
        screened_at=at,
        decision=found.decision.value,
        clear_rules=list(found.clear),
        not_recorded=list(found.not_recorded),
        unrecognised_medicines=list(found.unrecognised_medicines),
        notes=list(found.notes),
        facts={**_as_data(known), "partly_asked": list(found.partly_asked)},
        limits_version=found.limits_version,
    )
    ScreeningFinding.objects.bulk_create(_row(screening, finding) for finding in found.findings)
    audit.record(by=by, at=at, did="ran the screening", to=screening, decision=screening.decision)
    return screening


def _locked(episode: EpisodeOfCare, not_done: str) -> EpisodeOfCare:
    episode = EpisodeOfCare.objects.select_for_update(of=("self",)).select_related("patient", "site").get(pk=episode.pk)
    if not episode.is_open:
        raise Refused(f"{not_done}: this episode of care is closed. Open a new episode.")
    if episode.patient.is_deceased:
        raise Refused(f"{not_done}: this person has died. Correct the record if this is wrong.")
    return episode


def _row(screening: Screening, finding: Finding) -> ScreeningFinding:
    return ScreeningFinding(
        patient=screening.patient,
        screening=screening,
        recorded_at=screening.recorded_at,
        recorded_by=screening.recorded_by,
        rule=finding.rule,
        level=finding.level.value,
        says=finding.says,
        because=finding.because,
        source=finding.source.as_dict(),
        other_sources=[each.as_dict() for each in finding.other_sources],
        rests_on=list(finding.rests_on),
        urgent=finding.urgent,
        limits_version=finding.limits_version,
        measured_against=[each.as_dict() for each in finding.measured_against],
    )


def _as_data(value: Any) -> Any:
    """Facts as plain data for keeping; what nobody recorded stays null."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str | Decimal | Quantity):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _as_data(each) for name, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_as_data(each) for each in value]
    if is_dataclass(value):
        return {field.name: _as_data(getattr(value, field.name)) for field in fields(value)}
    return str(value)


@transaction.atomic
def decide_finding(
    *, finding: ScreeningFinding, choice: str, reason: str, by: Staff, at: datetime, document: str = ""
) -> FindingDecision:
    """Decide on a finding, with a reason: wait for clearance, accept, or not suitable now."""
    require(by, Permission.DECIDE_FINDING)
    episode = _locked(finding.screening.episode, "Nothing was decided")
    _refuse_overtaken(finding, episode)
    _refuse_choice(finding, choice, reason, document)
    decision = FindingDecision.objects.create(
        patient=episode.patient,
        finding=finding,
        recorded_at=at,
        recorded_by=by,
        choice=choice,
        reason=reason.strip(),
        document=document.strip(),
        decided_at=at,
    )
    audit.record(by=by, at=at, did="decided on a finding", to=decision, rule=finding.rule, choice=choice)
    return decision


def _refuse_overtaken(finding: ScreeningFinding, episode: EpisodeOfCare) -> None:
    newest = newest_screening(episode)
    if newest is None or finding.screening_id != newest.pk:
        raise Refused("Nothing was decided: the screening was run again since. Decide on its findings.")


def _refuse_choice(finding: ScreeningFinding, choice: str, reason: str, document: str) -> None:
    if choice not in Choice.values:
        raise Refused("Nothing was decided: no decision was chosen. Choose one.")
    if finding.level == Level.CANNOT_TELL:
        raise Refused(
            f"Nothing was decided: rule {finding.rule} cannot tell, and unknown is not no. "
            "Record what is missing, then run the screening again."
        )
    if finding.level == Level.ABSOLUTE and choice != Choice.NOT_SUITABLE:
        raise Refused(
            f"Nothing was decided: rule {finding.rule} says do not treat, and that cannot be accepted. "
            "Decide “not suitable now”, or run the screening again once it is resolved."
        )
    if not reason.strip():
        raise Refused("Nothing was decided: the reason is missing. Write what the second signer needs to know.")
    if finding.level == Level.RELATIVE and choice == Choice.ACCEPT and not document.strip():
        raise Refused(
            f"Nothing was decided: accepting rule {finding.rule} needs a clearance. "
            "Name the letter or result it rests on."
        )


@transaction.atomic
def countersign_finding(*, decision: FindingDecision, by: Staff, at: datetime) -> FindingCountersignature:
    """Give the second signature on an accepted finding; by another person than the first."""
    require(by, Permission.COUNTERSIGN_FINDING)
    episode = _locked(decision.finding.screening.episode, "The second signature was not given")
    stands = standing_decision(episode, decision)
    if stands is None:
        raise Refused("The second signature was not given: the finding was decided or screened anew since. Look again.")
    if stands.countersignature is not None:
        raise Refused(f"Signed already: {stands.countersignature.recorded_by} gave the second signature.")
    if not stands.waits_for_second:
        raise Refused("The second signature was not given: only an accepted “needs clearance” finding takes one.")
    if decision.recorded_by_id == by.pk:
        raise Refused("The second signature was not given: you gave the first. Ask another prescriber or a therapist.")
    signature = FindingCountersignature.objects.create(
        patient=episode.patient,
        decision=decision,
        first_signer_id=decision.recorded_by_id,
        recorded_at=at,
        recorded_by=by,
        signed_at=at,
    )
    audit.record(by=by, at=at, did="gave the second signature on a finding", to=signature, rule=decision.finding.rule)
    return signature
