"""The demo shows every step of the pathway, brought about by the acts of the clinic and by nothing else."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.apps import apps
from django.contrib.auth.hashers import check_password

from holdspace.chart import facts
from holdspace.chart.models import (
    AdverseEvent,
    CarePlan,
    Consent,
    ConsentLine,
    ConsentSignature,
    ConsentWithdrawal,
    DoseOrder,
    DosingSession,
    DrugDraw,
    Encounter,
    EpisodeClosing,
    EpisodeOfCare,
    Evaluation,
    FindingCountersignature,
    FindingDecision,
    FollowUpCall,
    Goal,
    Intake,
    IntegrationSession,
    Patient,
    PlanApproval,
    PreparationSession,
    QuestionnaireResponse,
    ReadinessAssessment,
    RiskTask,
    SafetyPlan,
    Screening,
    ScreeningFinding,
    SessionClosing,
    SessionEvent,
    SessionReview,
    StepWaiver,
    TimeOutCheck,
)
from holdspace.clinic.models import AuditEntry, Clinic, Staff
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Step
from holdspace.clinical.roles import Role
from holdspace.simulation import fill
from tests.simulation.conftest import NOW

pytestmark = pytest.mark.database

# Acts that each leave one row and one line in the audit trail.
ACTS = (
    CarePlan, Consent, ConsentLine, ConsentSignature, ConsentWithdrawal, DoseOrder, DrugDraw, EpisodeClosing,
    Evaluation,
    FindingCountersignature, FindingDecision, FollowUpCall, Goal, Intake, IntegrationSession, PlanApproval,
    PreparationSession, ReadinessAssessment, SafetyPlan, Screening, SessionClosing, SessionReview, StepWaiver,
    TimeOutCheck,
)  # fmt: skip


def _courses() -> dict[str, object]:
    episodes = list(EpisodeOfCare.objects.select_related("patient", "site"))
    found = facts.for_episodes(episodes, at=NOW)
    return {str(episode.patient): found[episode.pk] for episode in episodes}


def _blocks_in_hand() -> set[str]:
    found = (pathway.next_step(course) for course in _courses().values())
    return {block.code for step in found if step for block in step.blocks}


class TestTheDemoClinic:
    def test_is_marked_as_invented(self, demo):
        assert demo.clinic.is_demo

    def test_holds_about_forty_people_and_says_how_far_it_is(self, demo, said):
        assert demo.patients == 40
        assert said[-1].strip() == "40 of 40 invented courses told"

    def test_has_a_sign_in_for_every_role(self, demo):
        for role in Role:
            staff = Staff.objects.holding(role).select_related("account").first()
            sign_in = next(each for each in demo.sign_ins if each.email == staff.account.email)
            assert check_password(sign_in.password, staff.account.password)
            assert role.label in sign_in.roles

    def test_is_left_alone_by_a_second_filling(self, demo):
        before = AuditEntry.objects.count()
        assert fill(at=NOW) == demo
        assert AuditEntry.objects.count() == before

    def test_numbers_its_patients_as_they_came(self, demo):
        came = Patient.objects.order_by("created_at", "number").values_list("number", flat=True)
        assert list(came) == sorted(came)

    def test_tells_its_audit_trail_forward_within_an_hour(self, demo):
        # Acts of one sitting are written together, so two patients' lines may cross by minutes, never by a day.
        times = list(AuditEntry.objects.order_by("sequence").values_list("recorded_at", flat=True))
        back = max((one - two).total_seconds() for one, two in pairwise(times))
        assert back < 60 * 60

    def test_leaves_no_risk_answer_of_an_earlier_day_to_nobody(self, demo):
        assert not RiskTask.objects.open().filter(raised_at__lt=NOW - timedelta(hours=6)).exists()
        assert RiskTask.objects.exists()

    def test_reaches_up_to_now_and_not_beyond(self, demo):
        assert AuditEntry.objects.filter(recorded_at__gt=NOW).count() == 0
        assert SessionEvent.objects.filter(happened_at__gt=NOW).count() == 0


class TestEveryStepOfThePathway:
    def test_is_in_hand_for_somebody(self, demo):
        in_hand = {step.step for course in _courses().values() if (step := pathway.next_step(course))}
        # A closed course and a death have no step in hand of their own; a dose being due is the start of dosing.
        assert in_hand == set(Step)

    @pytest.mark.parametrize(
        "block",
        [
            "intake", "screening", "unknown:SUI-00", "absolute:PSY-01", "waiting:CVS-02", "medical_evaluation:missing",
            "psychological_evaluation:missing", "consent:unsigned", "consent:withdrawn", "plan", "preparation_sessions",
            "setting", "order", "countersignature", "session", "time_out:suicide_risk", "readiness", "dissociation",
            "call", "integration", "measure", "spacing", "course_done", "stop:no_response", "stop:serious_event",
            "deceased", "closed",
        ],
    )  # fmt: skip
    def test_shows_what_can_stand_in_its_way(self, demo, block):
        assert block in _blocks_in_hand()

    @pytest.mark.parametrize(
        "state",
        ["scheduled", "time_out", "dosing", "recovery", "ready_to_leave", "completed", "reviewed", "abandoned"],
    )
    def test_shows_a_session_in_this_state(self, demo, state):
        assert DosingSession.objects.filter(state=state).exists()

    def test_shows_a_session_that_ended_in_hospital(self, demo):
        assert SessionClosing.objects.filter(how="transferred").exists()
        assert AdverseEvent.objects.filter(serious=True).exists()

    def test_shows_a_finding_accepted_by_two(self, demo):
        assert FindingCountersignature.objects.exclude(decision__document="").exists()

    def test_shows_a_person_for_whom_it_is_not(self, demo):
        decision = FindingDecision.objects.get(finding__level="absolute")
        assert decision.choice == FindingDecision.Choice.NOT_SUITABLE

    def test_shows_courses_that_helped_that_did_not_and_that_went_back(self, demo):
        last = {
            str(row.patient): row.total
            for row in QuestionnaireResponse.objects.filter(instrument="phq-9").order_by("answered_at")
        }
        assert last["Nadia Sorokina"] < 5 < 10 < last["Freya Nygaard"] < 18 < last["Solomon Grant-Akinyele"]

    def test_has_visits_without_a_dose_on_the_list_of_today(self, demo):
        kinds = set(Encounter.objects.filter(status="planned", starts_at__gt=NOW).values_list("kind", flat=True))
        assert {"dosing", "preparation", "integration", "medical_evaluation", "psychological_evaluation"} <= kinds


class TestTheDoseUnderWay:
    def test_is_split_and_half_an_hour_old(self, demo):
        session = DosingSession.objects.get(state="dosing")
        minutes = (NOW - session.started_at).total_seconds() / 60
        given = session.events.filter(kind="dose").order_by("happened_at")
        assert 37 < minutes < 39
        assert [event.payload["mg"] for event in given] == ["40", "20"]

    def test_was_not_told_twice(self, demo):
        assert SessionEvent.objects.filter(after_closing=True).exclude(kind="phase").count() == 0


class TestNothingInTheDemo:
    @pytest.mark.parametrize("noun", ACTS, ids=lambda noun: noun._meta.model_name)
    def test_came_about_but_by_an_act(self, demo, noun):
        rows = {str(pk) for pk in noun.objects.values_list("pk", flat=True)}
        acts = AuditEntry.objects.filter(subject_type=noun._meta.model_name).values_list("subject_id", flat=True)
        assert rows
        assert rows <= set(acts)

    def test_was_given_past_an_open_finding(self, demo):
        dosed = DosingSession.objects.exclude(started_at=None).values_list("episode_id", flat=True)
        findings = ScreeningFinding.objects.filter(screening__episode__in=set(dosed), level__in=("relative", "caution"))
        assert findings.exists()
        assert not findings.filter(decisions=None).exists()
        assert not findings.filter(level="relative", decisions__countersignature=None).exists()

    def test_was_written_by_an_imported_hand(self, demo):
        unsigned = [
            model._meta.label
            for model in apps.get_app_config("chart").get_models()
            if any(field.name == "recorded_by" for field in model._meta.fields)
            and model.objects.filter(recorded_by=None).exists()
        ]
        assert unsigned == []

    def test_belongs_to_another_clinic(self, demo):
        assert Clinic.objects.count() == 1
