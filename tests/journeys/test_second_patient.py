"""A second real chart is refused at each step of the course for the right reason, then goes on once that is mended."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page

from tests.chart.build import PASSWORD
from tests.journeys import afterwards, agreeing, assessing, dosing, in_the_room
from tests.journeys.charts import chart_of, needs_charts
from tests.journeys.refusing import Shut
from tests.journeys.walking import Walk, main, now_on, says
from tests.serving import ServedClinic

pytestmark = [pytest.mark.journey, needs_charts]

NAME = "Clemente Kreiger"
HELD = {"held_at": "2026-01-05T10:00", "minutes": 60, "intention": "x", "how_to_calm": "x"}
ORDER = {"amount": "0.5", "unit": "mg/kg", "concentration": "50"}
CLOSING = {
    "dissociation": "Gone.",
    "side_effects": "None.",
    "adverse_events": "None.",
    "left_with": "Jan",
    "wasted_mg": "0",
}
ENDING = {"reason": "complete", "summary": "x", "staying_well": "x"}


class TestASecondPatient:
    def test_is_refused_at_each_step_of_the_course_for_the_right_reason(
        self, walk: Walk, clinic_of_journey: ServedClinic
    ):
        shut = Shut(walk, clinic_of_journey)
        patient = assessing.given_a_chart_from_another_system(walk, chart_of("Clemente_Kreiger"), NAME)
        episode = assessing.when_the_coordinator_opens_an_episode(walk, patient)
        evaluation_is_refused_until_every_rule_can_answer(walk, shut, episode)
        consent = consent_is_refused_until_both_evaluations_are_signed(walk, shut, episode)
        later_steps_are_refused_and_the_page_offers_none(walk, shut, episode, patient)
        assessing.when_the_prescriber_decides_each_finding(walk, episode, rules=("SUI-03",))
        assessing.when_two_people_evaluate(walk, episode)
        plan_is_refused_until_consent_is_signed(walk, shut, episode, consent)
        order_is_refused_until_the_patient_is_prepared(walk, shut, episode)
        session = dosing.when_the_coordinator_books_the_session(walk, episode)
        time_out_and_draw_are_refused_until_begun_and_ordered(walk, shut, session)
        dose_is_refused_past_the_hard_stop(shut, episode)
        dosing.when_the_prescriber_orders_a_dose(walk, episode)
        start_is_refused_until_nothing_holds(walk, shut, session)
        leaving_is_refused_until_every_criterion_is_met(walk, shut, session)
        closing_is_refused_until_every_milligram_is_accounted_for(walk, shut, session)
        next_dose_is_refused_until_this_one_is_followed_up(walk, shut, episode, session)


def evaluation_is_refused_until_every_rule_can_answer(walk: Walk, shut: Shut, episode: str) -> None:
    """First the intake, then the screening, then what the screening could not tell."""
    medical, psychological = (f"/episodes/{episode}/evaluation/{kind}/" for kind in ("medical", "psychological"))
    shut.refuses("lindqvist", medical, assessing.MEDICAL, "No intake is recorded.")
    shut.refuses("moreau", psychological, assessing.PSYCHOLOGICAL, "No intake is recorded.")
    shut.refuses("bauer", medical, assessing.MEDICAL, "You may not sign the medical evaluation")
    assessing.when_the_coordinator_takes_the_intake(walk, episode)
    shut.refuses("lindqvist", medical, assessing.MEDICAL, "The screening has not been run.")
    assert "Incomplete" in assessing.then_the_screening_answers_every_rule(walk, episode)
    shut.refuses("lindqvist", medical, assessing.MEDICAL, "Medicines are not recorded")
    listed = f"/episodes/{episode}/history/medicine/review/"
    shut.refuses("bauer", listed, {"takes": "list"}, "Not recorded: nothing is on the list as taken.")
    assessing.when_the_nurse_asks_and_measures(walk, episode, medicines="Takes nothing")
    shut.refuses("lindqvist", medical, assessing.MEDICAL, "Recorded since the screening:")
    assert "Suitable with care" in assessing.then_the_screening_answers_every_rule(walk, episode)


def consent_is_refused_until_both_evaluations_are_signed(walk: Walk, shut: Shut, episode: str) -> str:
    """Not by a coordinator, not with lines left open, not before anybody has judged that it is safe."""
    explainer = value_of(walk.at("moreau", f"/episodes/{episode}/consent/"), "explained_by", "Lena Moreau")
    begin = {"explained_by": explainer}
    shut.refuses("alvarez", f"/episodes/{episode}/consent/begin/", begin, "You may not take consent")
    consent = agreeing.when_the_therapist_begins_the_form(walk, episode)
    signed = {"signed_name": NAME, "capacity_seen": "on"}
    shut.refuses("moreau", f"{consent}sign/", signed, "lines are not initialled. Go through these lines")
    agreeing.when_every_line_is_initialled(walk, consent)
    # The patient holds the tablet: what is missing is told to the clinician, on the clinician's page.
    shut.refuses("moreau", f"{consent}sign/", signed, "Your team has something to finish first")
    told = says(walk.at("moreau", f"/episodes/{episode}/consent/"))
    assert "No medical evaluation is signed." in told
    assert "No psychological evaluation is signed." in told
    return consent


def later_steps_are_refused_and_the_page_offers_none(walk: Walk, shut: Shut, episode: str, patient: str) -> None:
    """Whatever comes later says what is missing now."""
    shut.refuses("moreau", f"/episodes/{episode}/preparation/session/", HELD, "No medical evaluation is signed.")
    shut.refuses("lindqvist", f"/episodes/{episode}/order/", ORDER, "No medical evaluation is signed.")
    shut.refuses("alvarez", f"/episodes/{episode}/close/", ENDING, "You may not close an episode of care")
    page = walk.at("lindqvist", f"/episodes/{episode}/order/")
    assert "Sign the order" not in main(page).inner_text()
    assert "Not decided: The C-SSRS shows suicidal ideation 1 of 5." in says(walk.at("lindqvist", patient))


def plan_is_refused_until_consent_is_signed(walk: Walk, shut: Shut, episode: str, consent: str) -> None:
    """A plan can be written before consent; nobody can approve it, and no session is booked on it."""
    agreeing.when_goal_and_plan_are_written(walk, episode)
    approve = f"/plans/{newest_plan(shut, episode)}/approve/"
    shut.refuses("moreau", approve, {}, "You may not approve the care plan")
    shut.refuses("lindqvist", approve, {}, "No consent is in force:")
    shut.refuses("alvarez", f"/episodes/{episode}/book/", booking(walk, episode), "no care plan is approved.")
    agreeing.when_the_patient_signs(walk, consent, NAME)
    agreeing.when_the_prescriber_approves_the_plan(walk, episode)


def newest_plan(shut: Shut, episode: str) -> str:
    """The key of the only plan of a course."""
    from holdspace.chart.models import CarePlan

    with shut.clinic.database():
        return str(CarePlan.objects.get(episode_id=episode).pk)


def booking(walk: Walk, episode: str) -> dict[str, object]:
    """A room, a time ahead and three people, as the page of the coordinator would send them."""
    page = walk.at("alvarez", f"/episodes/{episode}/book/")
    when = now_on(page) + timedelta(minutes=30)
    people = {"monitor": "Tilda Bauer RN", "therapist": "Lena Moreau", "prescriber": "Dr Astrid Lindqvist"}
    chosen = {name: value_of(page, name, who) for name, who in (people | {"room": "Room 1"}).items()}
    return chosen | {"on": f"{when:%Y-%m-%d}", "at_time": f"{when:%H:%M}", "minutes": 180}


def value_of(page: Page, name: str, label: str) -> str:
    """What a choice sends, by what it says."""
    option = main(page).locator(f"[name={name}] option", has_text=label).first
    return option.get_attribute("value") or ""


def order_is_refused_until_the_patient_is_prepared(walk: Walk, shut: Shut, episode: str) -> None:
    """Consent and plan are there; the safety plan, the sessions and the choices are not."""
    order = f"/episodes/{episode}/order/"
    shut.refuses("lindqvist", order, ORDER, "No safety plan is written.")
    shut.refuses("lindqvist", order, ORDER, "0 of 3 preparation sessions are held.")
    agreeing.when_the_therapist_prepares_the_patient(walk, episode)
    shut.refuses("bauer", order, ORDER, "You may not order a dose")


def dose_is_refused_past_the_hard_stop(shut: Shut, episode: str) -> None:
    """Everything is prepared; a tenfold slip is still no order."""
    tenfold = ORDER | {"amount": "5", "override_reason": "I mean it."}
    shut.refuses("lindqvist", f"/episodes/{episode}/order/", tenfold, "This is a hard stop. Correct the dose.")


def time_out_and_draw_are_refused_until_begun_and_ordered(walk: Walk, shut: Shut, session: str) -> None:
    """A session can be booked ahead of its order; nothing is drawn on it, and nothing is answered before it begins."""
    time_out = f"/sessions/{session}/time-out/"
    shut.refuses("alvarez", f"{time_out}begin/", {}, "You may not do the time-out")
    room = {f"room-{name}": "yes" for name in dosing.the_answers({})["room"]}
    shut.refuses("bauer", f"{time_out}items/room/", room, "the session is scheduled, not in its time-out.")
    shut.refuses("bauer", f"{time_out}start/", {}, "the session is scheduled, not in its time-out.")
    dosing.when_the_nurse_begins_the_time_out(walk, session)
    shut.refuses("moreau", f"{time_out}items/room/", room, "You may not do the time-out")
    shut.refuses("bauer", f"{time_out}draw/", {}, "The drug was not drawn: no dose is ordered for this session.")
    shut.refuses("bauer", f"{time_out}start/", {}, "Dosing was not started. No dose is ordered.")


def start_is_refused_until_nothing_holds(walk: Walk, shut: Shut, session: str) -> None:
    """Not with items open, not when the patient does not want it today, not before the vial is read by two."""
    start = f"/sessions/{session}/time-out/start/"
    shut.refuses("bauer", start, {}, "Dosing was not started. Right patient has not been answered.")
    dosing.when_the_team_answers_every_item(walk, session, consent={"wants_today": "no"})
    shut.refuses("bauer", start, {}, "Dosing was not started. Consent today: hold today.")
    dosing.when_the_nurse_asks_again(walk, session, "consent", {"wants_today": "yes"})
    shut.refuses("bauer", start, {}, "Dosing was not started. The drug has not been drawn before a witness.")
    dosing.when_two_people_read_the_vial(walk, session)
    shut.refuses("moreau", start, {}, "You may not start dosing")
    dosing.when_dosing_starts(walk, session)


def leaving_is_refused_until_every_criterion_is_met(walk: Walk, shut: Shut, session: str) -> None:
    """Not unjudged, not while the drug is at work, not by somebody who may not say so."""
    leave = f"/sessions/{session}/readiness/leave/"
    in_the_room.when_the_dose_is_given_and_watched(walk, session, mg="48.5")
    shut.refuses("bauer", leave, {}, "Readiness to leave has not been judged.")
    in_the_room.when_the_nurse_goes_through_the_criteria(walk, session)
    shut.refuses("bauer", leave, {}, "Observation time")
    shut.refuses("moreau", leave, {}, "You may not say that a patient is ready to leave")
    not_yet = "The session was not closed: the patient has not been let go or transferred yet."
    shut.refuses("bauer", f"/sessions/{session}/closing/", CLOSING, not_yet)
    in_the_room.when_hours_pass_and_the_patient_recovers(walk, session)
    in_the_room.when_the_patient_is_ready_to_leave(walk, session)


def closing_is_refused_until_every_milligram_is_accounted_for(walk: Walk, shut: Shut, session: str) -> None:
    """Not with a question left out, not with a sum that does not meet, not by somebody who may not."""
    closing = f"/sessions/{session}/closing/"
    wasted = {"wasted_mg": "1", "witness_email": f"osei@{walk.domain}", "witness_password": PASSWORD}
    unbalanced = "48.5 mg drawn is not 48.5 mg given and 1 mg wasted."
    shut.refuses("bauer", closing, CLOSING | wasted, unbalanced)
    shut.refuses("bauer", closing, CLOSING | {"side_effects": ""}, "Not answered yet.")
    shut.refuses("moreau", closing, CLOSING, "You may not close a dosing session")
    in_the_room.when_the_nurse_closes_the_session(walk, session)


def next_dose_is_refused_until_this_one_is_followed_up(walk: Walk, shut: Shut, episode: str, session: str) -> None:
    """Called, integrated, measured and far enough away; in a course that was closed never again."""
    order = f"/episodes/{episode}/order/"
    shut.refuses("lindqvist", order, ORDER, "The 24 h call after dose 1 has not been made.")
    spacing = "and the plan keeps 7 days between doses."
    shut.refuses("alvarez", f"/episodes/{episode}/book/", booking(walk, episode), spacing)
    afterwards.when_the_nurse_calls_the_next_day(walk, session)
    shut.refuses("lindqvist", order, ORDER, "No integration session since dose 1.")
    afterwards.when_insight_becomes_action(walk, episode)
    shut.refuses("lindqvist", order, ORDER, "PHQ-9 has not been answered since dose 1.")
    afterwards.when_the_patient_answers(walk, episode, "1010101000")
    afterwards.when_the_therapist_closes_the_episode(walk, episode)
    shut.refuses("lindqvist", order, ORDER, "This episode of care is closed.")
