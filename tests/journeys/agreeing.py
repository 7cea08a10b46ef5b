"""The journey from consent to a prepared patient: line by line, goals, plan, preparation."""

from datetime import timedelta

from tests.journeys.walking import Walk, fill, main, now_on, press, says


def when_the_patient_consents(walk: Walk, episode: str, name: str) -> None:
    """The therapist goes through the form with the patient, who initials every line and signs."""
    consent = when_the_therapist_begins_the_form(walk, episode)
    when_every_line_is_initialled(walk, consent)
    when_the_patient_signs(walk, consent, name)


def when_the_therapist_begins_the_form(walk: Walk, episode: str) -> str:
    """The form in force is opened for the patient; answers with its address."""
    page = walk.at("moreau", f"/episodes/{episode}/consent/")
    walk.look(page)
    press(page, "Begin the form")
    walk.look(page)
    return f"/consents/{page.url.split('/consents/')[1].split('/')[0]}/"


def when_every_line_is_initialled(walk: Walk, consent: str) -> None:
    """Line by line, with a choice where one is asked for."""
    page = walk.at("moreau", consent)
    in_hand = main(page).locator(".is-in-hand")
    while in_hand.count():
        for group in in_hand.locator("fieldset").all():
            group.locator("input[type=radio]").first.check()
        in_hand.get_by_role("button", name="Tap to put").click()
        page.wait_for_load_state()
    walk.look(page)


def when_the_patient_signs(walk: Walk, consent: str, name: str) -> None:
    """The name under the whole form."""
    page = walk.at("moreau", consent)
    main(page).get_by_role("link", name="Sign", exact=True).click()
    fill(page, {"signed_name": name, "capacity_seen": True})
    press(page, "Sign")
    walk.look(page)
    assert "valid until" in says(page)


def when_they_agree_on_goals_and_plan(walk: Walk, episode: str) -> None:
    """A goal in the patient's words, a protocol, and the prescriber's approval."""
    when_goal_and_plan_are_written(walk, episode)
    when_the_prescriber_approves_the_plan(walk, episode)


def when_goal_and_plan_are_written(walk: Walk, episode: str) -> None:
    """A goal in the patient's words, and a plan under a protocol."""
    page = walk.at("moreau", f"/episodes/{episode}/goals/")
    fill(page, {"words": "Get up before nine and take the dog out.", "will_notice_by": "The dog will tell."})
    press(page, "Write it down")
    walk.look(page)
    page = walk.at("moreau", f"/episodes/{episode}/plan/write/?protocol=P-18")
    plan = {"route": "im", "sessions_planned": 2, "preparation_sessions": 3, "days_between": 7}
    fill(page, plan | {"target_instrument": "phq-9", "beside": "Walks, psychotherapy every week."})
    press(page, "Write the plan")
    walk.look(page)


def when_the_prescriber_approves_the_plan(walk: Walk, episode: str) -> None:
    """A prescriber answers for the plan."""
    page = walk.at("lindqvist", f"/episodes/{episode}/plan/")
    press(page, "Approve")
    walk.look(page)
    assert "approved" in says(page).lower()


def when_the_therapist_prepares_the_patient(walk: Walk, episode: str) -> None:
    """Safety plan, three preparation sessions, room and touch."""
    page = walk.at("moreau", f"/episodes/{episode}/safety-plan/")
    parts = ("warning_signs", "coping", "people_and_places", "people_to_ask", "professionals", "making_safe")
    fill(page, dict.fromkeys(parts, "Walk the dog; call my brother Jan, 0151 5550123."))
    press(page, "Keep the plan")
    walk.look(page)
    for _ in range(3):
        walk.clock.pass_hours(24)
        walk.everybody_signs_in_anew()
        page = walk.at("moreau", f"/episodes/{episode}/preparation/session/")
        held_at = now_on(page) - timedelta(hours=1)
        session = {"held_at": held_at.strftime("%Y-%m-%dT%H:%M"), "minutes": 60, "covered": ["effects", "day", "touch"]}
        words = {"intention": "To meet the grief without leaving the room.", "how_to_calm": "Say my name, slow breath."}
        fill(page, session | words)
        press(page, "Record the session")
        walk.look(page)
    page = walk.at("moreau", f"/episodes/{episode}/setting/")
    fill(page, {"eye_shade": "yes", "music": "Piano, no voices", "light": "Dim"})
    press(page, "Keep the choices")
    page = walk.at("moreau", f"/episodes/{episode}/setting/")
    fill(page, {"touch-welcome": "yes", "touch-areas": ["hand", "shoulder"], "touch-stop_word": "Stop"})
    fill(page, {"touch-hand_signal": "Palm up"})
    press(page, "Agree on touch")
    walk.look(page)
