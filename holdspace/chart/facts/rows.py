"""The rows behind the facts of many courses: one query for each noun, sorted oldest first, newest last."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from holdspace.chart.given import KINDS, was_given
from holdspace.chart.models import (
    AdverseEvent,
    AllergyIntolerance,
    CarePlan,
    Condition,
    Consent,
    ConsentForm,
    DoseOrder,
    DosingSession,
    EpisodeOfCare,
    Evaluation,
    FamilyMemberHistory,
    FindingDecision,
    Goal,
    Intake,
    IntegrationSession,
    MedicationStatement,
    Observation,
    PlanApproval,
    PreparationSession,
    QuestionnaireResponse,
    RiskTask,
    SafetyPlan,
    Screening,
    SessionEvent,
    SettingChoices,
    StepWaiver,
    TouchAgreement,
)
from holdspace.clinical.monitoring.long_term import misuse

Grouped = dict[UUID, list[Any]]
WEIGHT = "29463-7"
# What a rule reads and a clinician would call news: pregnancy, the local questions, the suicide screener.
NEWS_CODES = ("2106-3", "2110-5", "2118-8", "82810-3", "93246-7", "93247-5", "93248-3", "93249-1", "93250-9")
NEWS_CODES += ("93267-3", "93269-9")
# What the long-term checks read: liver, urine, cognition, blood pressure.
LONG_TERM_CODES = ("1742-6", "1920-8", "6768-6", "2324-2", "1975-2", "5794-3", "72172-0", "85354-9", "55284-4")
LONG_TERM_FORMS = ("ipss", "icsi", "luts", "moca", "mini-cog", "slums", "dsst", "craving", "asrm", "kset")
SCREENING_FACT = "https://holdspace.org/fhir/CodeSystem/screening-fact"


@dataclass
class Rows:
    """What was read, grouped by episode (`by_episode`) or by patient (`by_patient`), per noun."""

    by_episode: dict[type, Grouped] = field(default_factory=dict)
    by_patient: dict[type, Grouped] = field(default_factory=dict)
    decisions: Grouped = field(default_factory=dict)
    form_versions: dict[UUID, int] = field(default_factory=dict)

    def of(self, noun: type, episode: EpisodeOfCare) -> list[Any]:
        """This course's rows of one noun, oldest first."""
        return self.by_episode[noun].get(episode.pk, [])

    def newest(self, noun: type, episode: EpisodeOfCare) -> Any:
        """This course's newest row of one noun, or None."""
        return next(reversed(self.of(noun, episode)), None)

    def of_patient(self, noun: type, episode: EpisodeOfCare) -> list[Any]:
        """The patient's rows of one noun, oldest first."""
        return self.by_patient[noun].get(episode.patient_id, [])


def gather(episodes: list[EpisodeOfCare]) -> Rows:
    """Read everything the facts of these courses rest on."""
    rows = Rows()
    for noun, query in _episode_queries().items():
        rows.by_episode[noun] = _grouped(query.filter(episode__in=episodes), "episode_id")
    patients = {episode.patient_id for episode in episodes}
    for noun, query in _patient_queries().items():
        rows.by_patient[noun] = _grouped(query.filter(patient__in=patients), "patient_id")
    decisions = FindingDecision.objects.filter(finding__screening__episode__in=episodes)
    decisions = decisions.select_related("finding__screening", "countersignature").order_by("decided_at", "id")
    rows.decisions = _grouped(decisions, "finding.screening.episode_id")
    forms = ConsentForm.objects.values("clinic_id").annotate(newest=Max("version"))
    rows.form_versions = {row["clinic_id"]: row["newest"] for row in forms}
    return rows


def _grouped(rows: Iterable[Any], path: str) -> Grouped:
    grouped: Grouped = defaultdict(list)
    for row in rows:
        key: Any = row
        for name in path.split("."):
            key = getattr(key, name)
        grouped[key].append(row)
    return grouped


def _episode_queries() -> dict[type, QuerySet[Any]]:
    return {
        Intake: Intake.objects.current().order_by("recorded_at", "id"),
        Screening: Screening.objects.order_by("screened_at", "id").prefetch_related("findings"),
        Evaluation: Evaluation.objects.current().order_by("signed_at", "id"),
        Consent: Consent.objects.select_related("form", "signature", "withdrawal")
        .prefetch_related("line_entries")
        .order_by("started_at", "id"),
        Goal: Goal.objects.current().filter(dropped=False).order_by("recorded_at", "id"),
        CarePlan: CarePlan.objects.current().select_related("approval").order_by("recorded_at", "id"),
        PreparationSession: PreparationSession.objects.current().order_by("held_at", "id"),
        SafetyPlan: SafetyPlan.objects.current().order_by("written_at", "id"),
        SettingChoices: SettingChoices.objects.current().order_by("chosen_at", "id"),
        TouchAgreement: TouchAgreement.objects.current().order_by("agreed_at", "id"),
        DoseOrder: DoseOrder.objects.filter(cancellation=None)
        .select_related("countersignature")
        .order_by("signed_at", "id"),
        DosingSession: DosingSession.objects.select_related("closing", "order")
        .prefetch_related("time_out_checks", "draws", "readiness_assessments", "calls")
        .order_by("number"),
        IntegrationSession: IntegrationSession.objects.current().order_by("held_at", "id"),
        QuestionnaireResponse: QuestionnaireResponse.objects.current().order_by("answered_at", "id"),
        StepWaiver: StepWaiver.objects.current().order_by("waived_at", "id"),
    }


def _patient_queries() -> dict[type, QuerySet[Any]]:
    news = Observation.objects.current().filter(code__in=(WEIGHT, *NEWS_CODES, *LONG_TERM_CODES))
    local = Observation.objects.current().filter(system__in=(SCREENING_FACT, misuse.SYSTEM))
    slim = ("patient_id", "recorded_at", "text", "codings")
    dated = ("clinical_status", "verification_status", "onset", "abatement", "severity_code")
    return {
        Condition: Condition.objects.current().only(*slim, *dated).order_by("recorded_at", "id"),
        AllergyIntolerance: AllergyIntolerance.objects.current().only(*slim).order_by("recorded_at", "id"),
        MedicationStatement: MedicationStatement.objects.current().only(*slim, "status").order_by("recorded_at", "id"),
        FamilyMemberHistory: FamilyMemberHistory.objects.current().only(*slim).order_by("recorded_at", "id"),
        Observation: (news | local).order_by("effective_at", "id"),
        RiskTask: RiskTask.objects.open().only("patient_id", "tier", "raised_at").order_by("raised_at", "id"),
        PlanApproval: PlanApproval.objects.select_related("plan").order_by("approved_at", "id"),
        AdverseEvent: AdverseEvent.objects.current().order_by("happened_at", "id"),
        # Over all courses too: a baseline may lie in an earlier one.
        QuestionnaireResponse: QuestionnaireResponse.objects.current()
        .filter(instrument__in=LONG_TERM_FORMS)
        .only("patient_id", "instrument", "total", "answers", "answered_at")
        .order_by("answered_at", "id"),
        # Doses are read over all courses of a patient: the body does not know where one course ends.
        DosingSession: DosingSession.objects.filter(was_given()).select_related("closing").order_by("started_at", "id"),
        SessionEvent: SessionEvent.objects.filter(kind__in=KINDS).defer("written").order_by("sequence"),
    }
