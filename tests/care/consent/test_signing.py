"""A consent is in force only when every line is initialled, no question is open and the form is the one in force."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from holdspace.care.consent import actions, texts
from holdspace.chart import facts
from holdspace.chart.models import Consent, ConsentForm, ConsentLine, ConsentSignature, ConsentWithdrawal
from holdspace.chart.refusals import NotYet
from holdspace.clinic.models import AuditEntry
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Step
from tests.care.planning.course import EARLIER, begun, consented, eligible, initialled
from tests.chart.build import MORNING, a_clinic, a_patient, an_episode

pytestmark = pytest.mark.database


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def episode(house):
    return eligible(house)


@pytest.fixture
def form(house, episode):
    return begun(house, episode)


def sign(house, form, at=EARLIER, **given):
    said = {"signed_name": "Maya Okafor", "capacity_seen": True, "by": house.moreau} | given
    return actions.sign(consent=form, at=at, **said)


def consent_blocks(episode, at=MORNING):
    course = facts.for_episode(episode, at=at)
    return [block.code for block in pathway.own_blocks(Step.PLAN, course) if block.code.startswith("consent")]


class TestInstallingTheForm:
    def test_begins_with_version_1_numbered_without_gaps(self, house):
        form = actions.install_form(clinic=house.clinic, at=EARLIER)
        assert form.version == 1
        assert [line["number"] for line in form.lines] == list(range(1, len(form.lines) + 1))

    def test_leaves_an_unchanged_text_alone(self, house):
        first = actions.install_form(clinic=house.clinic, at=EARLIER)
        assert actions.install_form(clinic=house.clinic, at=MORNING) == first
        assert ConsentForm.objects.count() == 1

    def test_makes_a_new_version_of_a_changed_word(self, house, monkeypatch):
        actions.install_form(clinic=house.clinic, at=EARLIER)
        changed = (replace(texts.LINES[0], text="Another text."), *texts.LINES[1:])
        monkeypatch.setattr(texts, "LINES", changed)
        assert actions.install_form(clinic=house.clinic, at=MORNING).version == 2

    def test_has_the_lines_of_groups_and_esketamine_only_where_they_are_offered(self, house):
        headings = {line["heading"] for line in texts.lines_of_form()}
        both = {line["heading"] for line in texts.lines_of_form(group=True, esketamine=True)}
        assert both - headings == {"Treatment in a group.", "Esketamine programme."}

    def test_is_denied_to_a_nurse(self, house):
        with pytest.raises(Denied):
            actions.install_form(clinic=house.clinic, at=EARLIER, by=house.bauer)


class TestBeginning:
    def test_is_denied_to_a_coordinator(self, house, episode):
        actions.install_form(clinic=house.clinic, at=EARLIER)
        with pytest.raises(Denied):
            actions.begin(episode=episode, by=house.alvarez, at=EARLIER)

    def test_is_refused_where_the_clinic_has_no_form(self, house, episode):
        with pytest.raises(Refused, match="no consent form"):
            actions.begin(episode=episode, by=house.moreau, at=EARLIER)

    def test_is_refused_for_a_person_who_has_died(self, house):
        late = an_episode(house, a_patient(house, is_deceased=True))
        with pytest.raises(NotYet, match="has died"):
            begun(house, late)
        assert not Consent.objects.exists()

    def test_is_refused_while_a_form_is_under_way(self, house, form):
        with pytest.raises(Refused, match="one is under way"):
            actions.begin(episode=form.episode, by=house.moreau, at=EARLIER)

    @pytest.mark.parametrize(("days_left", "refused"), [(31, True), (30, False)])
    def test_a_renewal_waits_for_the_last_thirty_days(self, house, days_left, refused):
        episode = consented(house)
        valid_until = ConsentSignature.objects.get().valid_until_on
        at = MORNING.replace(year=valid_until.year, month=valid_until.month, day=valid_until.day)
        at -= timedelta(days=days_left)
        if refused:
            with pytest.raises(Refused, match="valid until"):
                actions.begin(episode=episode, by=house.moreau, at=at)
        else:
            assert actions.begin(episode=episode, by=house.moreau, at=at).pk

    def test_names_only_somebody_who_may_explain(self, house, episode):
        actions.install_form(clinic=house.clinic, at=EARLIER)
        with pytest.raises(Refused, match="may not take consent"):
            actions.begin(episode=episode, by=house.moreau, explained_by=house.alvarez, at=EARLIER)


class TestALine:
    def test_needs_initials(self, house, form):
        with pytest.raises(Refused, match="no initials"):
            actions.initial_line(consent=form, number=1, initials="  ", by=house.moreau, at=EARLIER)

    def test_that_offers_choices_needs_one_of_them(self, house, form):
        number = next(line["number"] for line in form.form.lines if line["choices"])
        with pytest.raises(Refused, match="nothing was chosen"):
            actions.initial_line(consent=form, number=number, initials="M.O.", by=house.moreau, at=EARLIER)
        assert not ConsentLine.objects.exists()

    def test_with_an_open_question_takes_no_initials_until_it_is_answered(self, house, form):
        actions.ask(consent=form, number=7, words="For how long?", by=house.moreau, at=EARLIER)
        with pytest.raises(Refused, match="question is open"):
            actions.initial_line(consent=form, number=7, initials="M.O.", by=house.moreau, at=EARLIER)
        later = EARLIER + timedelta(minutes=5)
        actions.answer(consent=form, number=7, words="Some weeks", by=house.moreau, at=later)
        assert actions.initial_line(consent=form, number=7, initials="M.O.", by=house.moreau, at=later)

    def test_without_a_question_has_nothing_to_answer(self, house, form):
        with pytest.raises(Refused, match="no open question"):
            actions.answer(consent=form, number=7, words="Some weeks", by=house.moreau, at=EARLIER)

    def test_that_the_form_does_not_have_is_refused(self, house, form):
        with pytest.raises(Refused, match="no line 99"):
            actions.initial_line(consent=form, number=99, initials="M.O.", by=house.moreau, at=EARLIER)

    def test_of_a_signed_form_stays_as_it_is(self, house):
        episode = consented(house)
        with pytest.raises(Refused, match="is signed and stays"):
            actions.decline(consent=Consent.objects.get(episode=episode), number=1, by=house.moreau, at=MORNING)


class TestSigning:
    def test_puts_consent_in_force_for_twelve_months(self, house, form):
        initialled(house, form)
        signature = sign(house, form)
        assert signature.valid_until_on == date(2027, 4, 24)
        assert consent_blocks(form.episode) == []

    def test_writes_down_that_the_patient_understood(self, house, form):
        sign(house, initialled(house, form))
        entry = AuditEntry.objects.get(did="consent signed")
        assert entry.by == house.moreau and "decides freely" in entry.detail["capacity"]

    def test_is_refused_with_one_line_bare(self, house, form):
        initialled(house, form, leave=(12,))
        with pytest.raises(Refused, match="1 of 22 lines"):
            sign(house, form)
        assert not ConsentSignature.objects.exists()

    def test_is_refused_with_a_question_open_on_an_initialled_line(self, house, form):
        initialled(house, form)
        actions.ask(consent=form, number=7, by=house.moreau, at=EARLIER + timedelta(minutes=1))
        with pytest.raises(Refused, match="Line 7 has an open question"):
            sign(house, form)

    def test_is_refused_with_a_declined_line(self, house, form):
        initialled(house, form)
        actions.decline(consent=form, number=14, by=house.moreau, at=EARLIER + timedelta(minutes=1))
        with pytest.raises(Refused, match="Line 14 is declined"):
            sign(house, form)

    def test_is_refused_while_nobody_says_the_patient_understands(self, house, form):
        with pytest.raises(Refused, match="decides freely"):
            sign(house, initialled(house, form), capacity_seen=False)

    def test_is_refused_without_a_name(self, house, form):
        with pytest.raises(Refused, match="name is missing"):
            sign(house, initialled(house, form), signed_name=" ")

    def test_is_refused_before_the_evaluations(self, house):
        early = begun(house, an_episode(house))
        with pytest.raises(NotYet, match="No intake is recorded"):
            sign(house, initialled(house, early))
        assert not ConsentSignature.objects.exists()

    def test_is_refused_under_an_old_version_of_the_form(self, house, form, monkeypatch):
        initialled(house, form)
        monkeypatch.setattr(texts, "TITLE", "A new title")
        actions.install_form(clinic=house.clinic, at=MORNING)
        with pytest.raises(Refused, match="version 2 is now in force"):
            sign(house, form)

    def test_is_denied_to_a_coordinator(self, house, form):
        with pytest.raises(Denied):
            sign(house, initialled(house, form), by=house.alvarez)


class TestANewVersion:
    def test_ends_the_force_of_an_old_signature(self, house, monkeypatch):
        episode = consented(house)
        monkeypatch.setattr(texts, "TITLE", "A new title")
        actions.install_form(clinic=house.clinic, at=MORNING)
        assert consent_blocks(episode) == ["consent:old_version"]


class TestWithdrawing:
    def test_holds_at_once_and_needs_no_reason(self, house):
        episode = consented(house)
        assert consent_blocks(episode) == []
        actions.withdraw(consent=Consent.objects.get(), by=house.bauer, at=MORNING)
        assert consent_blocks(episode) == ["consent:withdrawn"]

    def test_is_open_to_everybody_who_may_open_the_chart(self, house):
        consented(house)
        withdrawal = actions.withdraw(
            consent=Consent.objects.get(), in_their_words="Not now", by=house.alvarez, at=MORNING
        )
        assert withdrawal.in_their_words == "Not now"

    def test_twice_is_once(self, house):
        consented(house)
        first = actions.withdraw(consent=Consent.objects.get(), by=house.bauer, at=MORNING)
        again = actions.withdraw(consent=Consent.objects.get(), by=house.moreau, at=MORNING + timedelta(minutes=1))
        assert first == again and ConsentWithdrawal.objects.count() == 1

    def test_closes_the_form_to_every_further_line(self, house, form):
        actions.withdraw(consent=form, by=house.moreau, at=EARLIER)
        with pytest.raises(Refused, match="was withdrawn"):
            actions.initial_line(consent=form, number=1, initials="M.O.", by=house.moreau, at=EARLIER)
