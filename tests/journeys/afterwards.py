"""The journey after a dose: the call, integration, a questionnaire, the end of the course."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.chart.build import PASSWORD
from tests.journeys.walking import Walk, fill, main, now_on, press, says


def when_the_nurse_calls_the_next_day(walk: Walk, session: str) -> None:
    """A day later somebody asks how it is."""
    walk.clock.pass_hours(22)
    walk.everybody_signs_in_anew()
    page = walk.at("bauer", f"/sessions/{session}/call/")
    no_risk = {"ideation_1": "no", "ideation_2": "no", "behaviour": "no"}
    said = {"how": "reached", "safety": "At home, safe.", "side_effects": "None.", "sleep": "Seven hours", "mood": "6"}
    fill(page, said | no_risk)
    press(page, "Record the call")
    walk.look(page)
    assert "call" in says(page).lower()


def when_insight_becomes_action(walk: Walk, episode: str) -> None:
    """The therapist writes down what the patient takes from it, and one small thing to do."""
    page = walk.at("moreau", f"/episodes/{episode}/integration/new/")
    held_at = now_on(page) - timedelta(hours=1)
    held = {"held_at": f"{held_at:%Y-%m-%dT%H:%M}", "since_dose": "Lighter, slept well."}
    told = {"in_their_words": "The light was on and nobody was angry."}
    insight = {"insight_0": "I can be sad and still get up.", "what_0_0": "Ring my sister", "when_0_0": "Sunday, noon"}
    fill(page, held | told | insight | {"safety": "No thoughts of dying.", "escalations": "none", "next_dose": "yes"})
    press(page, "Record the session")
    walk.look(page)
    assert "Ring my sister" in says(page)


def when_the_patient_answers(walk: Walk, episode: str, answers: str) -> None:
    """PHQ-9 on the tablet, one question at a time; nine values and how hard it makes things, in order."""
    page = walk.at("moreau", f"/episodes/{episode}/questionnaires/phq-9/")
    press(page, "the tablet")
    for value in answers:
        main(page).locator(f"input[name=answer][value='{value}']").check()
        walk.look(page)
        press(page, "Next")
    walk.look(page)
    press(page, "Hand in")
    walk.look(page)
    expect(main(page)).to_contain_text("Your answers are kept")
    main(page).get_by_role("link", name="For the clinician").click()
    expect(main(page)).to_contain_text("This tablet is with a patient")
    fill(page, {"password": PASSWORD})
    press(page, "Go on")
    expect(main(page)).to_contain_text("PHQ-9")


def then_the_course_shows_response(walk: Walk, episode: str) -> None:
    """The course page says in words what the scores mean."""
    page = walk.at("lindqvist", f"/episodes/{episode}/course/")
    walk.look(page)
    assert "response reached" in says(page) or "remission reached" in says(page)


def when_the_therapist_closes_the_episode(walk: Walk, episode: str) -> None:
    """The course ends with what it brought and how to stay well."""
    page = walk.at("moreau", f"/episodes/{episode}/close/")
    ending = {
        "reason": "complete",
        "summary": "Two doses, mornings are back.",
        "staying_well": "Dog, sister, Dr Brook.",
    }
    fill(page, ending)
    press(page, "Close the episode")
    walk.look(page)
    assert "closed" in says(page).lower()
