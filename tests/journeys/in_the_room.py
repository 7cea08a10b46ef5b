"""The journey through the room: dose, watch, recovery, leaving, closing."""

from playwright.sync_api import Page, expect

from tests.journeys.walking import Walk, fill, press, says


def when_the_dose_is_given_and_watched(walk: Walk, session: str, *, mg: str) -> None:
    """A dose by the sheet, a level and words by a tap or two, vital signs by the number table."""
    page = walk.at("bauer", f"/sessions/{session}/")
    page.locator(".action", has_text="Dose").click()
    page.locator("#dose-mg").fill(mg)
    # The clinic's clock runs ahead of this browser's: the dose waits until somebody has compared them.
    if (compared := page.locator("[data-skew-confirm] input")).is_visible():
        compared.check()
    page.locator("#dose .save").click()
    _on_the_server(page, f"{mg} mg IM")
    page.locator(".session-strip .is-level").click()
    page.locator(".level-keys button[value='6']").click()
    _on_the_server(page, "Dissociation level 6 of 10")
    page.keyboard.press("n")
    page.locator("#note textarea").first.fill("The light is on.")
    page.locator("#note").get_by_role("button", name="Record words").click()
    _on_the_server(page, "The light is on.")
    _vital_signs(page, ("138", "86", "80", "97"))
    walk.look(page)


def when_hours_pass_and_the_patient_recovers(walk: Walk, session: str) -> None:
    """Two hours later the nurse moves the phase and takes a last set."""
    walk.clock.pass_hours(2.2)
    page = walk.at("bauer", f"/sessions/{session}/")
    walk.look(page)
    page.locator(".phase-link").click()
    page.locator("#phase").get_by_role("button", name="Recovery").click()
    page.wait_for_load_state()
    page = walk.at("bauer", f"/sessions/{session}/")
    _vital_signs(page, ("126", "80", "72", "98"))
    for scale, value in (("dissociation", "0"), ("moaas", "5"), ("rass", "0"), ("distress", "0")):
        page.locator(".session-strip .is-level").click()
        form = page.locator(f"form:has(input[name=scale][value={scale}])")
        if not form.locator(f"button[value='{value}']").is_visible():
            page.locator(f"details:has(input[name=scale][value={scale}]) summary").first.click()
        form.locator(f"button[value='{value}']").click()
        expect(page.locator("#level")).to_be_hidden()
    walk.look(page)


def _vital_signs(page: Page, values: tuple[str, ...]) -> None:
    page.locator(".action", has_text="Vital signs").click()
    for value in values:
        page.locator(f".number-key[data-value='{value}']").click()
    page.locator("#vital-signs .save").click()
    _on_the_server(page, f"{values[0]}/{values[1]}")


def _on_the_server(page: Page, text: str) -> None:
    expect(page.locator("[data-entry]", has_text=text).first).to_be_visible()


SCALES_AT_BEST = (
    *(f"aldrete_{item}" for item in ("activity", "respiration", "circulation", "consciousness", "oxygen")),
    *(f"mpadss_{item}" for item in ("vital_signs", "ambulation", "nausea", "pain")),
)
READY = dict.fromkeys(
    ("on_air", "oriented", "walks_unaided", "nausea_controlled", "escort_identified", "instructions_given"), "yes"
)


def when_the_patient_is_ready_to_leave(walk: Walk, session: str) -> None:
    """Every criterion is answered, the therapist signs that the patient is settled, the nurse lets them leave."""
    when_the_nurse_goes_through_the_criteria(walk, session)
    page = walk.at("moreau", f"/sessions/{session}/readiness/")
    fill(page, {"settled": "yes"})
    press(page, "Sign as therapist")
    walk.look(page)
    page = walk.at("bauer", f"/sessions/{session}/readiness/")
    press(page, "Ready to leave")
    walk.look(page)


def when_the_nurse_goes_through_the_criteria(walk: Walk, session: str) -> None:
    """Every criterion that a person answers is answered as on a good day."""
    page = walk.at("bauer", f"/sessions/{session}/readiness/")
    risk = {f"c_ssrs_{item}": "no" for item in ("ideation_1", "ideation_2", "behaviour")}
    fill(page, READY | dict.fromkeys(SCALES_AT_BEST, "2") | risk | {"cadss_6": 1, "signed": True})
    press(page, "Record the answers")
    walk.look(page)


def when_the_nurse_closes_the_session(walk: Walk, session: str) -> None:
    """Everything is asked, none is said aloud, every milligram is accounted for."""
    page = walk.at("bauer", f"/sessions/{session}/closing/")
    said = {"dissociation": "Level 6 at its height, gone after an hour.", "side_effects": "None.", "wasted_mg": "0"}
    fill(page, said | {"adverse_events": "None.", "left_with": "Jan Beatty, brother"})
    press(page, "Close the session")
    walk.look(page)
    assert "closed" in says(page).lower()


def then_the_prescriber_reviews_it(walk: Walk, session: str) -> None:
    """The closed session is read by the prescriber."""
    page = walk.at("lindqvist", f"/sessions/{session}/sheet/")
    walk.look(page)
    press(page, "Reviewed")
    walk.look(page)
    assert "Reviewed" in says(page)
