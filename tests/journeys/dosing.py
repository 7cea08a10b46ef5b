"""The journey through one dose: order, booking, time-out, the session, leaving, closing."""

from datetime import timedelta

from playwright.sync_api import Page

from tests.chart.build import PASSWORD
from tests.journeys.walking import Walk, fill, main, now_on, press, says


def when_the_prescriber_orders_a_dose(walk: Walk, episode: str, *, per_kg: str = "0.5") -> None:
    """The order is signed within the guards; the sum stands on the page."""
    page = walk.at("lindqvist", f"/episodes/{episode}/order/")
    fill(page, {"amount": per_kg, "unit": "mg/kg", "concentration": "50"})
    press(page, "Sign the order")
    walk.look(page)
    assert "signed" in says(page).lower()


def when_the_coordinator_books_the_session(walk: Walk, episode: str) -> str:
    """A room, a time and three people; answers with the key of the session."""
    page = walk.at("alvarez", f"/episodes/{episode}/book/")
    when = now_on(page) + timedelta(minutes=30)
    people = {"monitor": "Tilda Bauer RN", "therapist": "Lena Moreau", "prescriber": "Dr Astrid Lindqvist"}
    fill(page, {"on": when.strftime("%Y-%m-%d"), "at_time": when.strftime("%H:%M"), "minutes": 180})
    for name, who in (people | {"room": "Room 1"}).items():
        main(page).locator(f"[name={name}]").select_option(label=who)
    press(page, "Book it")
    walk.look(page)
    assert "is booked for" in says(page)
    time_out = main(page).get_by_role("link", name="To the time-out").get_attribute("href") or ""
    return time_out.split("/sessions/")[1].split("/")[0]


NO_CHANGES = dict.fromkeys(
    (
        "medicines",
        "illness",
        "pregnancy",
        "substance_use",
        "suicidal_thoughts",
        "fall_or_head_injury",
        "admission",
        "respiratory_infection",
    ),
    "no",
)
NO_SUBSTANCES = dict.fromkeys(
    (
        "alcohol",
        "cannabis",
        "opioid",
        "sedative_antihistamine",
        "benzodiazepine",
        "stimulant",
        "psychedelic",
    ),
    "no",
)
VITAL_SIGNS = {
    "systolic": 128,
    "diastolic": 82,
    "heart_rate": 74,
    "spo2": 98,
    "respiratory_rate": 14,
    "temperature": "36.6",
    "on_air": "yes",
    "warning_symptoms": "no",
}


def the_answers(hours_ago: dict[str, str]) -> dict[str, dict[str, object]]:
    """What is found today, item by item."""
    return {
        "identity": dict.fromkeys(("name_said", "birth_date_said", "allergies_read"), "yes"),
        "consent": {"wants_today": "yes"},
        "changes": dict(NO_CHANGES),
        "fasting": {**hours_ago, **NO_SUBSTANCES},
        "pregnancy": {"could_become_pregnant": "no"},
        "vital_signs": dict(VITAL_SIGNS),
        "suicide_risk": {"ideation_1": "no", "ideation_2": "no", "behaviour": "no"},
        "escort": {"escort_comes": "yes", "name": "Jan Beatty", "phone": "0151 5550123"},
        "agreements": dict.fromkeys(("intention_read", "touch_said", "stop_said"), "yes"),
        "room": dict.fromkeys(("oxygen", "suction", "defibrillator", "airway", "rescue_drugs", "as_chosen"), "yes"),
        "staff": dict.fromkeys(("monitor_here", "therapist_here", "prescriber_reached"), "yes"),
    }


def when_the_team_does_the_time_out(walk: Walk, session: str) -> None:
    """Every item is asked aloud and answered; two people read the vial."""
    when_the_nurse_begins_the_time_out(walk, session)
    when_the_team_answers_every_item(walk, session)
    when_two_people_read_the_vial(walk, session)


def when_the_nurse_begins_the_time_out(walk: Walk, session: str) -> None:
    """The patient is in the room."""
    press(walk.at("bauer", f"/sessions/{session}/time-out/"), "Begin the time-out")


def when_the_team_answers_every_item(walk: Walk, session: str, **given: dict[str, object]) -> None:
    """Every item is asked aloud and answered; what is given takes the place of the answers of a good day."""
    page = walk.at("bauer", f"/sessions/{session}/time-out/")
    now = now_on(page)
    fasting = {"last_food_at": now - timedelta(hours=9), "last_drink_at": now - timedelta(hours=4)}
    for item, answers in the_answers({name: f"{at:%Y-%m-%dT%H:%M}" for name, at in fasting.items()}).items():
        _answer(page, item, given.get(item, answers))
    walk.look(page)


def when_the_nurse_asks_again(walk: Walk, session: str, item: str, answers: dict[str, object]) -> None:
    """One item is answered anew."""
    page = walk.at("bauer", f"/sessions/{session}/time-out/")
    _answer(page, item, answers)
    walk.look(page)


def _answer(page: Page, item: str, answers: dict[str, object]) -> None:
    form = _opened(page, f"items/{item}/")
    fill(page, {f"{item}-{name}": answer for name, answer in answers.items()}, within=form)
    press(page, "Record", within=form)


def when_two_people_read_the_vial(walk: Walk, session: str) -> None:
    """One draws, the other sees it and says so with a sign-in of their own."""
    page = walk.at("bauer", f"/sessions/{session}/time-out/")
    form = _opened(page, "time-out/draw/")
    drawn = {"lot": "K-0412", "expires_on": "2027-12-31", "concentration_mg_per_ml": "50", "volume_ml": "0.97"}
    fill(page, drawn | {"witness_email": f"osei@{walk.domain}", "witness_password": PASSWORD}, within=form)
    page.locator(form).locator("button").first.click()
    page.wait_for_load_state()
    walk.look(page)


def _opened(page: Page, action: str) -> str:
    """The form of one item, its drawer opened."""
    drawer = page.locator(f"details:has(form[action$='{action}'])").first
    if drawer.count() and not drawer.evaluate("it => it.open"):
        drawer.locator("summary").first.click()
    return f"form[action$='{action}']"


def when_dosing_starts(walk: Walk, session: str) -> None:
    """Nothing is left: the nurse starts."""
    page = walk.at("bauer", f"/sessions/{session}/time-out/")
    press(page, "Start dosing")
    walk.look(page)
    assert "Dosing" in says(page)
