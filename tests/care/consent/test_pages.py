"""The consent pages: what the patient reads and taps, and what the clinician sees."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from holdspace.care.consent import actions
from holdspace.chart.models import Consent, ConsentLine, ConsentSignature, ConsentWithdrawal
from holdspace.clinic.models import AuditEntry
from tests.care.planning.course import begun, consented, eligible, initialled
from tests.chart.build import PASSWORD, a_clinic, an_episode

pytestmark = pytest.mark.database


def signed_in(house, name):
    client = Client()
    client.post(reverse("account_login"), {"login": f"{name}@harbour.example", "password": PASSWORD})
    return client


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def form(house):
    return begun(house, eligible(house))


@pytest.fixture
def moreau(house):
    return signed_in(house, "moreau")


class TestTheForm:
    def test_opens_with_the_first_line_in_hand(self, moreau, form):
        page = moreau.get(reverse("consent:form", args=[form.pk]))
        assert page.context["shown"].in_hand.number == 1
        assert "0 of 22" in page.content.decode() and "Signing opens when all 22 lines" in page.content.decode()

    def test_goes_on_past_a_question_to_the_next_bare_line(self, house, moreau, form):
        address = reverse("consent:line", args=[form.pk, 1])
        moreau.post(address, {"did": "question", "words": "By whom?"})
        page = moreau.get(reverse("consent:form", args=[form.pk]))
        assert page.context["shown"].in_hand.number == 2
        assert "Line 1: question open" in page.content.decode()

    def test_takes_a_tap_as_initials(self, moreau, form):
        moreau.post(reverse("consent:line", args=[form.pk, 1]), {"did": "initial", "initials": "M.O."})
        assert ConsentLine.objects.get().initials == "M.O."

    def test_prefers_initials_that_were_typed(self, moreau, form):
        typed = {"did": "initial", "initials": "M.O.", "typed": "M. Ok."}
        moreau.post(reverse("consent:line", args=[form.pk, 1]), typed)
        assert ConsentLine.objects.get().initials == "M. Ok."

    @pytest.mark.parametrize("said", [{}, {"did": "burn"}, {"did": "initial"}])
    def test_keeps_nothing_of_an_act_it_cannot_read(self, moreau, form, said):
        moreau.post(reverse("consent:line", args=[form.pk, 1]), said)
        assert not ConsentLine.objects.exists()

    def test_with_an_interpreter_says_so_on_the_last_line(self, house, moreau):
        form = begun(house, eligible(house), interpreter="Anna Kowal, Polish")
        page = moreau.get(reverse("consent:form", args=[form.pk]) + "?line=22")
        assert "interpreter has read every line" in page.content.decode()

    def test_without_an_interpreter_does_not(self, moreau, form):
        page = moreau.get(reverse("consent:form", args=[form.pk]) + "?line=22")
        assert "interpreter has read every line" not in page.content.decode()

    def test_of_another_clinic_is_not_found(self, form):
        other = a_clinic("Hillside Clinic")
        client = Client()
        client.post(reverse("account_login"), {"login": f"{other.hale.account.email}", "password": PASSWORD})
        assert client.get(reverse("consent:form", args=[form.pk])).status_code == 404
        assert client.post(reverse("consent:withdraw", args=[form.pk])).status_code == 404
        assert not ConsentWithdrawal.objects.exists()

    def test_is_written_down_as_read(self, house, moreau, form):
        moreau.get(reverse("consent:form", args=[form.pk]))
        read = AuditEntry.objects.filter(is_read=True, patient_id=form.patient_id).last()
        assert (read.by, read.did) == (house.moreau, "looked at the consent form")


class TestATabletWithTheForm:
    def test_opens_the_form_and_its_signature_and_nothing_else(self, house, moreau, form):
        moreau.get(reverse("consent:form", args=[form.pk]))
        of_episode = [reverse(name, args=[form.episode_id]) for name in ("consent:show", "intake:history")]
        for address in (*of_episode, reverse("board:patient", args=[form.patient_id]), "/"):
            assert "This tablet is with a patient" in moreau.get(address).content.decode(), address
        for name in ("consent:form", "consent:sign"):
            assert moreau.get(reverse(name, args=[form.pk])).templates[0].name != "chart/with_a_patient.html"
        moreau.post(reverse("consent:line", args=[form.pk, 1]), {"did": "initial", "initials": "M.O."})
        assert ConsentLine.objects.get().initials == "M.O."
        assert moreau.post(reverse("consent:withdraw", args=[form.pk])).status_code == 403

    def test_takes_no_answer_of_the_team_until_it_is_handed_back(self, house, moreau, form):
        actions.ask(consent=form, number=7, words="For how long?", by=house.moreau, at=form.started_at)
        moreau.get(reverse("consent:form", args=[form.pk]))
        said = {"did": "answer", "words": "Weeks", "back": "show"}
        moreau.post(reverse("consent:line", args=[form.pk, 7]), said)
        assert not ConsentLine.objects.filter(did="answered").exists()
        moreau.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        moreau.post(reverse("consent:line", args=[form.pk, 7]), said)
        assert ConsentLine.objects.filter(did="answered", words="Weeks").exists()


class TestBeginning:
    def test_leads_to_the_form(self, house, moreau):
        actions.install_form(clinic=house.clinic, at=timezone.now())
        episode = eligible(house)
        said = {"explained_by": house.moreau.pk, "also_present": "", "interpreter": ""}
        answer = moreau.post(reverse("consent:begin", args=[episode.pk]), said)
        assert answer.url == reverse("consent:form", args=[Consent.objects.get().pk]) + "#in-hand"

    def test_twice_is_refused_with_the_reason(self, house, moreau, form):
        said = {"explained_by": house.moreau.pk}
        answer = moreau.post(reverse("consent:begin", args=[form.episode_id]), said)
        assert answer.status_code == 409 and "one is under way" in answer.content.decode()


class TestSigning:
    SAID = {"signed_name": "Maya Okafor", "capacity_seen": "on"}

    def test_puts_consent_in_force(self, house, moreau):
        form = initialled(house, begun(house, eligible(house, at=timezone.now()), at=timezone.now()), at=timezone.now())
        answer = moreau.post(reverse("consent:sign", args=[form.pk]), self.SAID, follow=True)
        assert ConsentSignature.objects.get().recorded_by == house.moreau
        assert "Consent signed, valid until" in answer.content.decode()

    def test_asks_for_the_clinicians_word(self, house, moreau, form):
        initialled(house, form)
        answer = moreau.post(reverse("consent:sign", args=[form.pk]), {"signed_name": "Maya Okafor"})
        assert answer.status_code == 422 and not ConsentSignature.objects.exists()

    def test_shows_the_patient_no_form_while_lines_are_left(self, moreau, form):
        page = moreau.get(reverse("consent:sign", args=[form.pk])).content.decode()
        assert "22 of 22 lines are not initialled" in page and "signed_name" not in page

    def test_is_refused_when_posted_with_lines_left(self, moreau, form):
        assert moreau.post(reverse("consent:sign", args=[form.pk]), self.SAID).status_code == 409
        assert not ConsentSignature.objects.exists()

    def test_hands_the_tablet_back_while_the_evaluations_are_missing(self, house, moreau):
        form = initialled(house, begun(house, an_episode(house)))
        page = moreau.get(reverse("consent:sign", args=[form.pk])).content.decode()
        assert "Hand the tablet back" in page
        assert moreau.post(reverse("consent:sign", args=[form.pk]), self.SAID).status_code == 409
        assert not ConsentSignature.objects.exists()


class TestTheOverview:
    def test_offers_the_clinician_the_open_question(self, house, moreau, form):
        actions.ask(consent=form, number=7, words="For how long?", by=house.moreau, at=form.started_at)
        address = reverse("consent:show", args=[form.episode_id])
        assert "For how long?" in moreau.get(address).content.decode()
        moreau.post(reverse("consent:line", args=[form.pk, 7]), {"did": "answer", "words": "Weeks", "back": "show"})
        assert ConsentLine.objects.filter(did="answered", words="Weeks").exists()
        assert "What was answered" not in moreau.get(address).content.decode()

    def test_withdraws_in_one_tap_without_a_reason(self, house):
        episode = consented(house)
        client = signed_in(house, "alvarez")
        address = reverse("consent:withdraw", args=[Consent.objects.get().pk])
        assert "Withdraw consent" in client.get(reverse("consent:show", args=[episode.pk])).content.decode()
        assert "withdrawn from this moment" in client.post(address, follow=True).content.decode()
        assert ConsentWithdrawal.objects.get().in_their_words == ""

    def test_does_not_withdraw_on_a_mere_look(self, house, moreau):
        consented(house)
        assert moreau.get(reverse("consent:withdraw", args=[Consent.objects.get().pk])).status_code == 405

    def test_offers_a_coordinator_no_form_to_begin(self, house):
        actions.install_form(clinic=house.clinic, at=timezone.now())
        page = signed_in(house, "alvarez").get(reverse("consent:show", args=[eligible(house).pk])).content.decode()
        assert "goes through the form with the patient" in page and 'name="explained_by"' not in page


class TestTheCopy:
    def test_says_what_was_signed_by_whom_and_until_when(self, house, moreau):
        consented(house)
        page = moreau.get(reverse("consent:copy", args=[Consent.objects.get().pk])).content.decode()
        for words in ("Maya Okafor", "Lena Moreau", "24 Apr 2027", "No touch", "Call 112"):
            assert words in page
