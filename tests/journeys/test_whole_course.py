"""One real chart walks the whole course, role by role; a second is refused up to the order, for the right reason."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone
from playwright.sync_api import Page

from holdspace.care.consent.actions import install_form
from tests.browsing import Visits
from tests.chart.build import PASSWORD, House, a_clinic
from tests.journeys import afterwards, agreeing, assessing, dosing, in_the_room
from tests.journeys.walking import Clock, Walk, main, press, says
from tests.serving import ServedClinic, served

SHARED = Path(__file__).resolve().parents[3] / "shared"
CHARTS = SHARED / "data/fhir-patients/bundles"
NO_CHARTS = f"The charts of other systems are not here ({CHARTS.relative_to(SHARED.parent)}); this journey needs them."

pytestmark = [pytest.mark.journey, pytest.mark.skipif(not CHARTS.is_dir(), reason=NO_CHARTS)]


def chart_of(name: str) -> Path:
    return next(CHARTS.glob(f"{name}_*.json.gz"))


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "hours")


@pytest.fixture
def clinic(begun: Path, tmp_path: Path, clock: Clock, django_db_blocker) -> Iterator[ServedClinic]:
    folder = tmp_path / "clinic"
    shutil.copytree(begun, folder)
    shifted = {"JOURNEY_CLOCK": str(clock.file), "PYTHONPATH": str(Path(__file__).parent / "clock")}
    with served(folder, environment=shifted, blocker=django_db_blocker) as running:
        yield running


@pytest.fixture
def walk(clinic: ServedClinic, visits: Visits, clock: Clock) -> Walk:
    with clinic.database():
        house = a_clinic()
        install_form(clinic=house.clinic, at=timezone.now())
        give_real_passwords(house)
    pictures = os.environ.get("JOURNEY_PICTURES")
    return Walk(visits, clinic.address, clock, shots=Path(pictures) if pictures else None)


def give_real_passwords(house: House) -> None:
    """The served clinic only knows real password hashes, not the quick ones of tests."""
    hasher = PBKDF2PasswordHasher()
    for staff in house.people.values():
        staff.account.password = hasher.encode(PASSWORD, hasher.salt())
        staff.account.save(update_fields=["password"])


class TestAPatientImportedFromAnotherSystem:
    def test_goes_from_referral_to_a_closed_episode(self, walk: Walk, clinic: ServedClinic):
        patient = assessing.given_a_chart_from_another_system(walk, chart_of("Milan_Beatty"), "Milan Beatty")
        episode = assessing.when_the_coordinator_opens_an_episode(walk, patient)
        assessing.when_the_coordinator_takes_the_intake(walk, episode)
        assessing.when_the_nurse_asks_and_measures(walk, episode)
        assert "Suitable with care" in assessing.then_the_screening_answers_every_rule(walk, episode)
        assessing.when_the_prescriber_decides_each_finding(walk, episode, rules=("SUI-03",))
        assessing.when_two_people_evaluate(walk, episode)

        agreeing.when_the_patient_consents(walk, episode, "Milan Beatty")
        agreeing.when_they_agree_on_goals_and_plan(walk, episode)
        agreeing.when_the_therapist_prepares_the_patient(walk, episode)
        afterwards.when_the_patient_answers(walk, episode, "2222122101")

        dosing.when_the_prescriber_orders_a_dose(walk, episode)
        session = dosing.when_the_coordinator_books_the_session(walk, episode)
        then_the_board_shows(walk, "Milan Beatty")
        dosing.when_the_team_does_the_time_out(walk, session)
        dosing.when_dosing_starts(walk, session)
        in_the_room.when_the_dose_is_given_and_watched(walk, session, mg="48.5")
        then_the_board_shows(walk, "138/86")
        in_the_room.when_hours_pass_and_the_patient_recovers(walk, session)
        in_the_room.when_the_patient_is_ready_to_leave(walk, session)
        in_the_room.when_the_nurse_closes_the_session(walk, session)
        in_the_room.then_the_prescriber_reviews_it(walk, session)

        afterwards.when_the_nurse_calls_the_next_day(walk, session)
        afterwards.when_insight_becomes_action(walk, episode)
        afterwards.when_the_patient_answers(walk, episode, "1010101000")
        afterwards.then_the_course_shows_response(walk, episode)
        afterwards.when_the_therapist_closes_the_episode(walk, episode)

        page = walk.at("alvarez", patient)
        assert "This episode of care is closed" in says(page)
        with clinic.database():
            then_the_record_holds_everything(episode)


def then_the_board_shows(walk: Walk, words: str) -> None:
    """The coordinator sees it on today's board."""
    assert words in says(walk.at("alvarez", "/"))


def then_the_record_holds_everything(episode: str) -> None:
    """What was done on pages stands in the record, each act with its audit entry."""
    from holdspace.chart.models import EpisodeOfCare
    from holdspace.clinic.models import AuditEntry

    closed = EpisodeOfCare.objects.get(pk=episode)
    session = closed.dosing_sessions.get()
    assert (session.state, str(session.closing.given_mg.normalize())) == ("reviewed", "48.5")
    assert closed.closing.reason == "complete"
    assert closed.questionnaire_responses.filter(instrument="phq-9").count() == 2
    done = AuditEntry.objects.filter(patient_id=closed.patient_id, is_read=False)
    seen = AuditEntry.objects.filter(patient_id=closed.patient_id, is_read=True)
    assert done.count() > 60
    assert seen.count() > 60


class TestASecondPatient:
    def test_is_refused_at_each_step_up_to_the_order_for_the_right_reason(self, walk: Walk, clinic: ServedClinic):
        patient = assessing.given_a_chart_from_another_system(walk, chart_of("Clemente_Kreiger"), "Clemente Kreiger")
        episode = assessing.when_the_coordinator_opens_an_episode(walk, patient)
        walk.visits.forgive("40")  # Refusals are answered with 403 and 409; the browser tells of each.
        before = self.rows(clinic, episode)

        shut = Shut(walk, episode)
        shut.refuses("lindqvist", "evaluation/medical/", assessing.MEDICAL, "No intake is recorded")
        shut.refuses("moreau", "evaluation/psychological/", assessing.PSYCHOLOGICAL, "No intake is recorded")
        shut.refuses("bauer", "evaluation/medical/", assessing.MEDICAL, "You may not sign the medical evaluation")
        assessing.when_the_coordinator_takes_the_intake(walk, episode)
        shut.refuses("lindqvist", "evaluation/medical/", assessing.MEDICAL, "The screening has not been run")
        press(walk.at("bauer", f"/episodes/{episode}/screening/"), "Run")
        shut.refuses("lindqvist", "evaluation/medical/", assessing.MEDICAL, "C-SSRS")

        order = {"amount": "0.5", "unit": "mg/kg", "concentration": "50"}
        held = {"held_at": "2026-01-05T10:00", "minutes": 60, "intention": "x", "how_to_calm": "x"}
        shut.refuses("moreau", "preparation/session/", held, "evaluation")
        shut.refuses("lindqvist", "order/", order, "evaluation")
        shut.refuses("lindqvist", "order/", order | {"amount": "5"}, "evaluation")
        shut.refuses("bauer", "order/", order, "You may not order a dose")
        shut.refuses("alvarez", "close/", {"reason": "complete", "summary": "x", "staying_well": "x"}, "You may not")
        page = walk.at("lindqvist", f"/episodes/{episode}/order/")
        assert "Sign the order" not in main(page).inner_text()
        assert "evaluation" in says(walk.at("lindqvist", patient)) or "C-SSRS" in says(walk.at("lindqvist", patient))
        assert self.rows(clinic, episode) == before

    def rows(self, clinic: ServedClinic, episode: str) -> dict[str, int]:
        """How many rows there are of what only an open step may write."""
        from holdspace.chart import models

        nouns = (models.Evaluation, models.CarePlan, models.PlanApproval, models.PreparationSession)
        nouns += (models.DoseOrder, models.DosingSession, models.ConsentSignature, models.EpisodeClosing)
        with clinic.database():
            return {noun.__name__: noun.objects.count() for noun in nouns}


class Shut:
    """A course whose steps are not open: what happens when somebody sends a form all the same."""

    def __init__(self, walk: Walk, episode: str) -> None:
        self.walk, self.episode = walk, episode
        self.known: set[str] = set()

    def refuses(self, who: str, path: str, answers: dict[str, object], because: str) -> None:
        """The form is sent past the page; the answer is a refusal that says why."""
        page = self.walk.at(who, "/accounts/reauthenticate/?next=/patients/")
        if "reauthenticate" in page.url:
            page.locator("input[name=password]").fill(PASSWORD)
            page.get_by_role("button", name="Go on").click()
            page.wait_for_load_state()
        address = f"{self.walk.address}/episodes/{self.episode}/{path}"
        answer = page.request.post(address, form=self._form(page, answers), headers={"Referer": address})
        assert answer.status in (403, 409, 422), f"{path} answered {answer.status}"
        assert because in " ".join(answer.text().split()), f"{path} did not say {because!r}"

    def _form(self, page: Page, answers: dict[str, object]) -> dict[str, str]:
        token = json.loads(page.locator("body").get_attribute("hx-headers") or "{}")["X-CSRFToken"]
        return {"csrfmiddlewaretoken": token, "seen": "none"} | {name: str(value) for name, value in answers.items()}
