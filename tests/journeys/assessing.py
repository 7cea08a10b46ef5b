"""The journey from a file of another system to two signed evaluations."""

from pathlib import Path

from tests.journeys.walking import Walk, fill, main, press, says


def given_a_chart_from_another_system(walk: Walk, file: Path, name: str) -> str:
    """The coordinator imports a file by the page and opens the chart; answers with the patient's address."""
    page = walk.at("alvarez", "/import/")
    main(page).locator("input[type=file]").set_input_files(str(file))
    press(page, "Import")
    walk.look(page)
    assert "kept" in says(page)
    main(page).get_by_role("link", name=name).first.click()
    page.wait_for_load_state()
    walk.look(page)
    return page.url.removeprefix(walk.address)


def when_the_coordinator_opens_an_episode(walk: Walk, patient: str) -> str:
    """A referral opens a course of care; answers with the key of the episode."""
    page = walk.at("alvarez", patient)
    main(page).get_by_role("link", name="Open an episode of care").click()
    fill(page, {"referred_by": "Dr Brook, family doctor", "referral_reason": "Depression for years, two medicines."})
    press(page, "Open the episode")
    walk.look(page)
    return page.url.split("/episodes/")[1].split("/")[0]


INTAKE = {
    "in_their_words": "I want to wake up and not dread the day.",
    "problem": "Recurrent depression since 1993",
    "indication": "F33.2",
    "earlier_treatment": "Fluoxetine since 1993, venlafaxine for a year",
    "adequate_prior_trials": "2",
    "substance_use": "Beer at weekends, no drugs",
    "ketamine_before": "Never",
    "living_situation": "With his brother",
}


def when_the_coordinator_takes_the_intake(walk: Walk, episode: str) -> None:
    """Every part of the intake is answered."""
    page = walk.at("alvarez", f"/episodes/{episode}/intake/")
    fill(page, INTAKE)
    press(page, "Record")
    walk.look(page)


def when_the_nurse_asks_and_measures(walk: Walk, episode: str, *, medicines: str = "The list is complete") -> None:
    """History confirmed, questions asked, screener done, two readings of blood pressure taken."""
    page = walk.at("bauer", f"/episodes/{episode}/history/")
    press(page, "No known allergy")
    press(page, medicines)
    walk.look(page)
    page = walk.at("bauer", f"/episodes/{episode}/questions/")
    no = ("current_psychosis", "current_mania", "family_psychosis_first_degree", "coercion_suspected")
    no += ("ketamine_use_disorder", "ketamine_uropathy")
    yes = ("capacity_to_consent", "escort_arranged", "home_safe")
    fill(page, dict.fromkeys(no, "no") | dict.fromkeys(yes, "yes"))
    press(page, "Record the answers")
    walk.look(page)
    page = walk.at("bauer", f"/episodes/{episode}/suicide-screener/")
    fill(page, {"ideation_1": "yes", "ideation_2": "no", "behaviour_ever": "no"})
    press(page, "Record the screener")
    walk.look(page)
    page = walk.at("bauer", f"/episodes/{episode}/measurements/")
    measured = {"systolic_1": 128, "diastolic_1": 82, "systolic_2": 126, "diastolic_2": 80, "heart_rate": 72}
    fill(page, measured | {"breaths": 14, "spo2": 98, "breathing": "air", "weight": 97, "height": 183})
    press(page, "Record")
    walk.look(page)


def then_the_screening_answers_every_rule(walk: Walk, episode: str) -> str:
    """The nurse runs the screening; answers with what the page says."""
    page = walk.at("bauer", f"/episodes/{episode}/screening/")
    press(page, "Run")
    walk.look(page)
    return says(page)


def when_the_prescriber_decides_each_finding(walk: Walk, episode: str, *, rules: tuple[str, ...]) -> None:
    """Every finding that asks for a decision gets one, with a reason."""
    for rule in rules:
        page = walk.at("lindqvist", f"/episodes/{episode}/screening/?rule={rule}")
        fill(page, {"choice": "accept", "reason": "Spoken about with the patient; watched at every visit."})
        press(page, "Sign the decision")
        walk.look(page)
        assert f"{rule} is decided: accept" in says(page)


MEDICAL = {
    "history": "Depression since 1993, two medicines tried. No heart disease, no seizures.",
    "examination": "Alert, heart and lungs normal, 127/81.",
    "results": "Laboratory values of 2020 normal.",
    "risks": "Rise in blood pressure; passing thoughts of being dead, no plan.",
    "speaks_for": "Little change from two medicines.",
    "speaks_against": "Nothing that stands in the way.",
    "conclusion": "suitable",
    "reason": "Fit for supervised dosing; the benefit may outweigh the risk.",
}
PSYCHOLOGICAL = {
    "history": "Low mood for years, lost a parent young.",
    "mental_state": "Oriented, sad, no psychosis, no mania.",
    "safety": "Thoughts of being dead at times, no plan, no intent.",
    "support": "Brother at home, two friends.",
    "risks": "May grieve hard after the first dose.",
    "speaks_for": "Wants to work on it and can say how.",
    "speaks_against": "Sleeps badly.",
    "conclusion": "suitable",
    "reason": "Ready to prepare, with support at home.",
}


def when_two_people_evaluate(walk: Walk, episode: str) -> None:
    """A prescriber signs the medical and a therapist the psychological evaluation."""
    for name, kind, answers in (("lindqvist", "medical", MEDICAL), ("moreau", "psychological", PSYCHOLOGICAL)):
        page = walk.at(name, f"/episodes/{episode}/evaluation/{kind}/")
        fill(page, answers)
        press(page, "Sign")
        walk.look(page)
        assert "signed" in says(page).lower()
