"""A locked tablet shows no name, value or word; recording goes on, and whoever comes next takes over in one tap."""

import pytest
from django.urls import reverse

from holdspace.chart.locking import WRONG_CODES
from holdspace.clinic.models import AuditEntry
from tests.care.dosing import build
from tests.care.dosing.test_pages import address, signed_in

pytestmark = pytest.mark.database
AS_SCRIPT = {"Accept": "application/json"}
CODE = "2468"


@pytest.fixture
def session():
    session = build.dosing()
    session.record("dose", mg="40", route="im")
    session.record("words", text="Grandmother's kitchen")
    return session


def locked(session, who="bauer", code=CODE):
    client = signed_in(session, who)
    client.post(address("lock", session), {"code": code}, headers=AS_SCRIPT)
    return client


def is_shown(client, session) -> bool:
    return "Okafor" in client.get(address("session", session)).content.decode()


class TestALockedTablet:
    def test_shows_initials_room_and_countdown_and_nothing_else_of_the_patient(self, session):
        page = locked(session).get(address("session", session)).content.decode()
        patient = session.row.patient
        assert f"{patient.given_name[:1]}. {patient.family_name[:1]}." in page
        assert "data-countdown" in page
        for secret in (patient.given_name, patient.family_name, "Grandmother", "40 mg", "122/76", "1987"):
            assert secret not in page

    def test_leads_every_other_page_back_to_the_lock(self, session):
        client = locked(session)
        elsewhere = (reverse("board:patient", args=[session.row.patient_id]), address("sheet", session), "/")
        assert {client.get(page).headers["Location"] for page in elsewhere} == {address("session", session)}

    def test_gives_no_picture_to_the_page_beneath(self, session):
        answer = locked(session).get(address("picture", session), headers={"HX-Request": "true"})
        assert (answer.status_code, answer.content) == (204, b"")

    def test_refuses_every_other_act(self, session):
        answer = locked(session).post(address("move", session), {"to": "stopped"})
        assert answer.status_code == 423
        assert session.picture.state == "dosing"

    def test_takes_what_waits_to_be_sent(self, session):
        entry = session.written("note", {"text": "Settled"})
        body = {"entries": [entry]}
        answer = locked(session).post(address("events", session), body, content_type="application/json")
        assert answer.json()["outcomes"][0]["outcome"] == "created"
        assert "Settled" not in answer.content.decode()

    def test_opens_with_its_code(self, session):
        client = locked(session)
        answer = client.post(address("unlock", session), {"code": CODE}, headers=AS_SCRIPT)
        assert answer.json() == {"says": "", "locked": False, "has_code": True}
        assert is_shown(client, session)

    def test_stays_locked_after_a_wrong_code_and_after_too_many_asks_for_the_password(self, session):
        client = locked(session)
        tries = [
            client.post(address("unlock", session), {"code": "1111"}, headers=AS_SCRIPT) for _ in range(WRONG_CODES)
        ]
        assert [answer.json()["has_code"] for answer in tries] == [True] * (WRONG_CODES - 1) + [False]
        right = client.post(address("unlock", session), {"code": CODE}, headers=AS_SCRIPT)
        assert (right.status_code, right.json()["locked"]) == (422, True)
        assert not is_shown(client, session)

    def test_has_no_code_nobody_chose(self, session):
        client = locked(session, code="")
        assert client.post(address("unlock", session), {"code": ""}, headers=AS_SCRIPT).json()["locked"]

    @pytest.mark.parametrize("code", ["123", "123456789", "12a4", "١٢٣٤"])
    def test_takes_only_4_to_8_digits_for_a_code(self, session, code):
        client = signed_in(session)
        answer = client.post(address("lock", session), {"code": code}, headers=AS_SCRIPT)
        assert (answer.status_code, answer.json()["locked"]) == (422, False)

    def test_locks_the_sign_in_and_nobody_elses_screen(self, session):
        locked(session)
        assert is_shown(signed_in(session, "moreau"), session)

    def test_works_without_script(self, session):
        client = signed_in(session)
        client.post(address("lock", session), {"code": CODE})
        assert not is_shown(client, session)
        wrong = client.post(address("unlock", session), {"code": "1111"})
        assert "This is not the code" in wrong.content.decode()
        client.post(address("unlock", session), {"code": CODE})
        assert is_shown(client, session)

    def test_is_in_the_audit_trail(self, session):
        client = locked(session)
        client.post(address("unlock", session), {"code": CODE}, headers=AS_SCRIPT)
        did = list(AuditEntry.objects.filter(by=session.house.bauer).order_by("sequence").values_list("did", flat=True))
        assert did[-2:] == ["locked the screen of a session", "unlocked the screen of a session"]


class TestWhoeverComesNext:
    def watches(self, session):
        session.record("staff", did="in", staff=str(session.house.bauer.pk))

    def test_is_offered_to_take_over_from_whoever_watches(self, session):
        self.watches(session)
        page = signed_in(session, "moreau").get(address("session", session)).content.decode()
        assert "Take over" in page
        assert "Take over" not in signed_in(session, "bauer").get(address("session", session)).content.decode()

    def test_is_the_monitor_afterwards_and_so_is_the_one_after_them(self, session):
        self.watches(session)
        house = session.house
        for giver, taker in ((house.bauer, house.moreau), (house.moreau, house.osei)):
            session.record("staff", did="handover", staff=str(giver.pk), to=str(taker.pk))
        assert [(one.id, one.role) for one in session.picture.in_the_room] == [(str(house.osei.pk), "monitor")]
