"""The facts of a course up to its order: intake, screening, evaluations, consent, plan, preparation."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from holdspace.chart.facts.agreed import plans_of_consent
from holdspace.chart.facts.rows import NEWS_CODES, SCREENING_FACT, Rows
from holdspace.chart.models import (
    AllergyIntolerance,
    CarePlan,
    Condition,
    Consent,
    DosingSession,
    EpisodeOfCare,
    Evaluation,
    FamilyMemberHistory,
    Intake,
    MedicationStatement,
    Observation,
    PreparationSession,
    SafetyPlan,
    Screening,
    SettingChoices,
    TouchAgreement,
)
from holdspace.clinical.pathway import (
    ConsentFacts,
    EvaluationFacts,
    FindingFacts,
    IntakeFacts,
    PlanFacts,
    PreparationFacts,
    ScreeningState,
)

# Levels 1 to 3 of the suicide screener, and how a yes is coded.
# Asked again and again once somebody is treated; the long-term checks judge every one before the next dose.
JUDGED_SINCE_THE_FIRST_DOSE = ("asrm-total", "ipss-total")
THOUGHTS_WITHOUT_INTENT = ("93246-7", "93247-5", "93248-3")
SAID_YES = "LA33-6"

INTAKE_PARTS = {
    "in_their_words": "what the patient hopes for",
    "problem": "the problem",
    "indication_code": "the indication",
    "earlier_treatment": "earlier treatment",
    "substance_use": "substance use",
    "ketamine_before": "ketamine before",
    "living_situation": "who is at home",
}


def intake(episode: EpisodeOfCare, rows: Rows) -> IntakeFacts:
    """Whether the intake is there and which of its parts are not answered."""
    newest: Intake | None = rows.newest(Intake, episode)
    if newest is None:
        return IntakeFacts()
    missing = tuple(words for field, words in INTAKE_PARTS.items() if not getattr(newest, field))
    return IntakeFacts(newest.recorded_at, missing)


def news_since(moment: datetime, episode: EpisodeOfCare, rows: Rows) -> tuple[str, ...]:
    """What was recorded after a moment that a rule or an evaluator would have wanted to know."""
    named = (
        (Condition, "a diagnosis"),
        (MedicationStatement, "a medicine"),
        (AllergyIntolerance, "an allergy"),
        (FamilyMemberHistory, "family history"),
    )
    news = [
        f"{what} ({row})" for noun, what in named for row in rows.of_patient(noun, episode) if row.recorded_at > moment
    ]
    observations: list[Observation] = rows.of_patient(Observation, episode)
    news += [
        str(row)
        for row in observations
        if row.recorded_at > moment
        and (row.system == SCREENING_FACT or row.code in NEWS_CODES)
        and not _was_known(row, moment, observations)
        and not (row.code in JUDGED_SINCE_THE_FIRST_DOSE and rows.of_patient(DosingSession, episode))
    ]
    return tuple(dict.fromkeys(news))


def _was_known(row: Observation, moment: datetime, observations: list[Observation]) -> bool:
    """Whether this is a thought of death without a plan that the chart held in the same words at that moment.

    Many who are treated here wish to be dead on every day they are asked: said again, it is no news. An intent, a plan
    or an act is, however often it was said before.
    """
    if row.code not in THOUGHTS_WITHOUT_INTENT:
        return False
    before = [each for each in observations if each.code == row.code and each.recorded_at <= moment]
    return bool(before) and _says_yes(before[-1]) and _says_yes(row)


def _says_yes(row: Observation) -> bool:
    return any(coding.get("code") == SAID_YES for coding in row.value_codings)


def screening(episode: EpisodeOfCare, rows: Rows) -> ScreeningState | None:
    """The newest screening, with what was decided about each finding.

    A decision made on an earlier screening stands as long as the rule says the very same thing about the patient.
    """
    newest: Screening | None = rows.newest(Screening, episode)
    if newest is None:
        return None
    decided = {
        (row.finding.rule, row.finding.level, row.finding.says): row for row in rows.decisions.get(episode.pk, [])
    }
    return ScreeningState(
        screened_at=newest.screened_at,
        decision=newest.decision,
        findings=tuple(
            _finding(finding, decided.get((finding.rule, finding.level, finding.says)))
            for finding in newest.findings.all()
        ),
        changed_since=news_since(newest.screened_at, episode, rows),
    )


def _finding(finding: Any, decision: Any) -> FindingFacts:
    return FindingFacts(
        rule=finding.rule,
        level=finding.level,
        says=finding.says,
        choice=decision.choice if decision else None,
        countersigned=decision is not None and hasattr(decision, "countersignature"),
    )


def _here(moment: datetime, episode: EpisodeOfCare) -> datetime:
    """A moment by the clocks of the site: blocks write its day."""
    return moment.astimezone(ZoneInfo(episode.site.time_zone))


def evaluation(kind: str, episode: EpisodeOfCare, rows: Rows) -> EvaluationFacts | None:
    """The newest signed evaluation of one kind."""
    newest = next((row for row in reversed(rows.of(Evaluation, episode)) if row.kind == kind), None)
    if newest is None:
        return None
    return EvaluationFacts(
        conclusion=newest.conclusion,
        signed_by=str(newest.recorded_by_id),
        signed_at=_here(newest.signed_at, episode),
        overtaken_by=news_since(newest.signed_at, episode, rows),
    )


def consent(episode: EpisodeOfCare, rows: Rows) -> ConsentFacts | None:
    """The newest consent, each line by what was last done with it."""
    newest: Consent | None = rows.newest(Consent, episode)
    if newest is None:
        return None
    last = {row.number: row.did for row in sorted(newest.line_entries.all(), key=lambda row: (row.happened_at, row.pk))}
    signature = getattr(newest, "signature", None)
    withdrawal = getattr(newest, "withdrawal", None)
    agreed_to, plan_now = plans_of_consent(signature, episode, rows)
    return ConsentFacts(
        version=newest.form.version,
        version_in_force=rows.form_versions.get(episode.patient.clinic_id, newest.form.version),
        lines=len(newest.form.lines),
        initialled=sum(1 for did in last.values() if did == "initialled"),
        open_questions=tuple(number for number, did in sorted(last.items()) if did == "question"),
        signed_at=_here(signature.signed_at, episode) if signature else None,
        valid_until_on=signature.valid_until_on if signature else None,
        withdrawn_at=_here(withdrawal.withdrawn_at, episode) if withdrawal else None,
        agreed_to=agreed_to,
        plan_now=plan_now,
    )


def plan(episode: EpisodeOfCare, rows: Rows) -> PlanFacts | None:
    """The newest version of the care plan and whether it is approved."""
    newest: CarePlan | None = rows.newest(CarePlan, episode)
    if newest is None:
        return None
    approval = getattr(newest, "approval", None)
    return PlanFacts(
        protocol_id=newest.protocol_id,
        route=newest.route,
        sessions_planned=newest.sessions_planned,
        preparation_sessions=newest.preparation_sessions,
        days_between=newest.days_between,
        target_instrument=newest.target_instrument,
        approved_at=approval.approved_at if approval else None,
    )


def preparation(episode: EpisodeOfCare, rows: Rows) -> PreparationFacts:
    """What has been prepared so far."""
    held = rows.of(PreparationSession, episode)
    safety = rows.newest(SafetyPlan, episode)
    setting = rows.newest(SettingChoices, episode)
    touch = rows.newest(TouchAgreement, episode)
    return PreparationFacts(
        sessions_held=len(held),
        last_held_at=held[-1].held_at if held else None,
        intention=held[-1].intention if held else "",
        safety_plan_at=safety.written_at if safety else None,
        setting_chosen_at=setting.chosen_at if setting else None,
        touch_agreed_at=touch.agreed_at if touch else None,
    )
