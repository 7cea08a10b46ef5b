"""The nouns of the record, one file for each chapter of the course."""

from holdspace.chart.models.afterwards import (
    ActionProgress,
    Insight,
    IntegrationAction,
    IntegrationSession,
    QuestionnaireResponse,
)
from holdspace.chart.models.asking import QuestionnaireRequest, RequestedForm
from holdspace.chart.models.base import CodedEntry, Entry
from holdspace.chart.models.consent import Consent, ConsentForm, ConsentLine, ConsentSignature, ConsentWithdrawal
from holdspace.chart.models.dosing import (
    AdverseEvent,
    DosingSession,
    DrugDraw,
    FollowUpCall,
    ReadinessAssessment,
    SessionClosing,
    SessionEvent,
    SessionReview,
    TimeOutCheck,
)
from holdspace.chart.models.episode import Draft, Encounter, EpisodeClosing, EpisodeOfCare, Intake, StepWaiver
from holdspace.chart.models.escalation import RiskTask, RiskTaskEvent
from holdspace.chart.models.history import (
    AllergyIntolerance,
    Condition,
    FamilyMemberHistory,
    MedicationReview,
    MedicationStatement,
    Procedure,
)
from holdspace.chart.models.imports import ImportedResource, ImportRun
from holdspace.chart.models.observation import Observation
from holdspace.chart.models.patient import Patient, PatientIdentifier
from holdspace.chart.models.plan import (
    CarePlan,
    DoseOrder,
    Goal,
    OrderCancellation,
    OrderCountersignature,
    PlanApproval,
    PreparationSession,
    SafetyPlan,
    SettingChoices,
    TouchAgreement,
)
from holdspace.chart.models.screening import (
    Evaluation,
    FindingCountersignature,
    FindingDecision,
    Screening,
    ScreeningFinding,
)

__all__ = [
    "ActionProgress",
    "AdverseEvent",
    "AllergyIntolerance",
    "CarePlan",
    "CodedEntry",
    "Condition",
    "Consent",
    "ConsentForm",
    "ConsentLine",
    "ConsentSignature",
    "ConsentWithdrawal",
    "DoseOrder",
    "DosingSession",
    "Draft",
    "DrugDraw",
    "Encounter",
    "Entry",
    "EpisodeClosing",
    "EpisodeOfCare",
    "Evaluation",
    "FamilyMemberHistory",
    "FindingCountersignature",
    "FindingDecision",
    "FollowUpCall",
    "Goal",
    "ImportRun",
    "ImportedResource",
    "Insight",
    "Intake",
    "IntegrationAction",
    "IntegrationSession",
    "MedicationReview",
    "MedicationStatement",
    "Observation",
    "OrderCancellation",
    "OrderCountersignature",
    "Patient",
    "PatientIdentifier",
    "PlanApproval",
    "PreparationSession",
    "Procedure",
    "QuestionnaireRequest",
    "QuestionnaireResponse",
    "ReadinessAssessment",
    "RequestedForm",
    "RiskTask",
    "RiskTaskEvent",
    "SafetyPlan",
    "Screening",
    "ScreeningFinding",
    "SessionClosing",
    "SessionEvent",
    "SessionReview",
    "SettingChoices",
    "StepWaiver",
    "TimeOutCheck",
    "TouchAgreement",
]
