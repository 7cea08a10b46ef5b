"""Courses in which one thing is missing, so that between them every block is said at least once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from holdspace.clinical.monitoring.long_term import LongTermFacts
from holdspace.clinical.monitoring.long_term.facts import Value
from holdspace.clinical.pathway import (
    AfterDoseFacts,
    CourseFacts,
    IntakeFacts,
    OpenRisk,
    PlanTerms,
    PreparationFacts,
    ReadinessFacts,
    Step,
    StopRule,
    TimeOutAnswer,
)
from holdspace.clinical.pathway.thresholds import INTEGRATION_SESSIONS
from holdspace.clinical.thresholds import Limits
from holdspace.clinical.units import MgPerKg, Milligrams
from tests.clinical.pathway.course import (
    ALL_OK,
    ANSWERED,
    CONSENT,
    EVALUATED,
    FOLLOWED,
    NOON,
    ORDER,
    PLAN,
    PREPARED,
    READY,
    SESSION,
    TODAY,
    a_course,
    after_a_dose,
    days_ago,
    finding,
    screened,
)

TERMS = PlanTerms("P-18", "im", "racemic", MgPerKg(Decimal("0.5")))
OTHER = PlanTerms("P-02", "sl", "esketamine", Milligrams(Decimal(80)))
IN_THE_ROOM = replace(SESSION, state="recovery", started_at=NOON - timedelta(hours=2))
HELD = {**ALL_OK, "escort": TimeOutAnswer("hold", "Nobody can come.")}
UNANSWERED = {code: answer for code, answer in ALL_OK.items() if code not in ("identity", "pregnancy")}
NOT_DUE = {**ALL_OK, "pregnancy": TimeOutAnswer("not_due"), "staff": TimeOutAnswer("not_due")}
EMPTY = CourseFacts(now=NOON, today=TODAY)
RISKS = (
    OpenRisk("T-1", "high", datetime(2026, 5, 3, 8, 5, tzinfo=UTC)),
    OpenRisk("T-2", "moderate", datetime(2026, 5, 4, 9, 0, tzinfo=UTC)),
)
# Half a year of weekly doses, after which nothing was looked at but craving and requests.
LONG = LongTermFacts(
    TODAY,
    tuple(TODAY - timedelta(weeks=weeks) for weeks in range(26, 0, -1)),
    craving=(Value(TODAY, Decimal(9)),),
    drug_seeking=("asked for more",),
    psychosis_or_mania=True,
    total_mg=Decimal(3000),
)


def _followed(**given: object) -> CourseFacts:
    return after_a_dose(after_dose=replace(FOLLOWED, **given))


def _consent(**given: object) -> CourseFacts:
    return a_course(consent=replace(CONSENT, **given))


def _order(**given: object) -> CourseFacts:
    return a_course(order=replace(ORDER, **given))


def _session(**given: object) -> CourseFacts:
    return a_course(session=replace(SESSION, **given))


MISSING: dict[str, tuple[Step, CourseFacts]] = {
    "nothing is recorded yet": (Step.EVALUATION, EMPTY),
    "the intake has gaps": (Step.EVALUATION, a_course(intake=IntakeFacts(days_ago(2), ("weight", "allergies")))),
    "more was recorded since the screening": (
        Step.EVALUATION,
        a_course(screening=screened(changed_since=("a diagnosis", "a medicine"))),
    ),
    "a rule cannot tell": (Step.EVALUATION, a_course(screening=screened(finding("cannot_tell")))),
    "nobody has evaluated": (Step.ELIGIBLE, EMPTY),
    "one says not suitable, one says more is needed": (
        Step.ELIGIBLE,
        a_course(
            medical=replace(EVALUATED, conclusion="not_suitable"),
            psychological=replace(EVALUATED, conclusion="more_needed", signed_by="moreau"),
        ),
    ),
    "an evaluation is old and overtaken": (
        Step.ELIGIBLE,
        a_course(medical=replace(EVALUATED, signed_at=days_ago(91), overtaken_by=("a diagnosis", "a medicine"))),
    ),
    "one person signed both": (Step.ELIGIBLE, a_course(psychological=EVALUATED)),
    "findings are not decided": (
        Step.ELIGIBLE,
        a_course(
            screening=screened(
                finding("absolute"),
                finding("relative"),
                finding("caution", choice="wait"),
                finding("hold", choice="not_suitable"),
                finding("relative", choice="accept"),
                finding("relative", choice="accept", countersigned=True),
                finding("caution", choice="accept"),
            )
        ),
    ),
    "neither consent nor goal": (Step.PLAN, EMPTY),
    "consent is withdrawn": (Step.PLAN, _consent(withdrawn_at=days_ago(3))),
    "consent is half done": (Step.PLAN, _consent(signed_at=None, initialled=11)),
    "consent has open questions": (Step.PLAN, _consent(signed_at=None, initialled=11, open_questions=(7, 9))),
    "the form has changed": (Step.PLAN, _consent(version_in_force=5)),
    "consent has run out": (Step.PLAN, _consent(valid_until_on=TODAY - timedelta(days=1))),
    "consent has no last day": (Step.PLAN, _consent(valid_until_on=None)),
    "the plan asks for something else": (Step.PLAN, _consent(agreed_to=TERMS, plan_now=OTHER)),
    "the plan asks for a dose that is not known": (
        Step.PLAN,
        _consent(agreed_to=TERMS, plan_now=replace(TERMS, route="by_mail", highest=None)),
    ),
    "no plan": (Step.PREPARATION, EMPTY),
    "the plan is not approved": (Step.PREPARATION, a_course(plan=replace(PLAN, approved_at=None))),
    "nothing is prepared": (Step.PREPARATION, a_course(preparation=PreparationFacts())),
    "touch is not agreed": (Step.PREPARATION, a_course(preparation=replace(PREPARED, touch_agreed_at=None))),
    "neither weight nor order": (Step.DOSE_ORDER, EMPTY),
    "the weight is old": (Step.DOSE_ORDER, a_course(weight_on=date(2026, 4, 13))),
    "the order is overtaken": (
        Step.DOSE_ORDER,
        _order(
            plan_is_current=False,
            weight_changed="The weight was 70 kg and is 76 kg.",
            overtaken_by=("a medicine", "a diagnosis"),
        ),
    ),
    "the order is past the hard stop": (Step.DOSE_ORDER, _order(hard_stop=True, guards=("G-01",))),
    "the order passes one guard": (Step.DOSE_ORDER, _order(guards=("G-01",))),
    "the order passes two guards": (Step.DOSE_ORDER, _order(guards=("G-01", "G-03"))),
    "no session is booked": (Step.START_DOSING, a_course(session=None, open_risks=RISKS)),
    "the last session is over": (Step.START_DOSING, _session(closed_at=NOON)),
    "another session is open and nothing is drawn": (
        Step.START_DOSING,
        _session(another_session_open=True, drug_drawn=False),
    ),
    "an item holds": (Step.START_DOSING, _session(time_out=HELD)),
    "two items are not answered": (Step.START_DOSING, _session(time_out=UNANSWERED)),
    "not due where it is due": (Step.START_DOSING, _session(time_out=NOT_DUE)),
    "not due where it is not": (Step.START_DOSING, _session(time_out=NOT_DUE, pregnancy_test_due=False)),
    "not due where nobody knows": (Step.START_DOSING, _session(time_out=NOT_DUE, pregnancy_test_due=None)),
    "nothing was started": (Step.READY_TO_LEAVE, a_course()),
    "readiness is not judged": (Step.READY_TO_LEAVE, a_course(session=IN_THE_ROOM)),
    "a criterion is not met": (
        Step.READY_TO_LEAVE,
        a_course(session=replace(IN_THE_ROOM, readiness=ReadinessFacts(NOON, ("Walks unaided.",)))),
    ),
    "nothing is answered at the end": (Step.CLOSE_SESSION, a_course(session=replace(IN_THE_ROOM, readiness=READY))),
    "not ready to leave at the end": (Step.CLOSE_SESSION, a_course(session=replace(IN_THE_ROOM, closing=ANSWERED))),
    "nothing followed the dose": (
        Step.NEXT_DOSE,
        after_a_dose(after_dose=AfterDoseFacts(1, days_ago(20)), doses_given=6),
    ),
    "one integration session of one, ended by the therapist": (Step.NEXT_DOSE, _followed(therapist_says="no")),
    "the therapist waits": (Step.NEXT_DOSE, _followed(therapist_says="hold")),
    "measured before the dose": (Step.NEXT_DOSE, _followed(measured_at=days_ago(21))),
    "yesterday's dose": (Step.NEXT_DOSE, _followed(given_at=NOON - timedelta(hours=47), measured_at=NOON)),
    "a dose of 13 days ago": (Step.NEXT_DOSE, _followed(given_at=days_ago(13), measured_at=NOON)),
    "a dose of another course": (Step.NEXT_DOSE, a_course(last_given_at=days_ago(13))),
    "stop rules are met": (
        Step.NEXT_DOSE,
        _followed(
            stop_rules=(
                StopRule("no_response", "Fell by 10 %."),
                StopRule("pregnancy", "Pregnancy is not known.", is_unknown=True),
                StopRule("unscheduled_requests", "Requests are not known.", is_unknown=True),
                StopRule("cystitis", "Nobody asked about the bladder.", is_unknown=True),
            )
        ),
    ),
    "long-term checks are late": (Step.NEXT_DOSE, after_a_dose(long_term=LONG)),
    "one late check is waived": (
        Step.NEXT_DOSE,
        after_a_dose(long_term=LONG, waived=frozenset({"next_dose:long_term:LTS-01", "next_dose:long_term:LTS-05"})),
    ),
    "the clinic asks for two integration sessions": (
        Step.NEXT_DOSE,
        after_a_dose(limits=Limits.of_clinic(1, {INTEGRATION_SESSIONS.code: Decimal(2)})),
    ),
    "the person has died": (Step.PLAN, a_course(is_deceased=True)),
    "the course is closed": (Step.PLAN, a_course(is_closed=True)),
}
