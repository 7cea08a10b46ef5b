"""The page of the screening: worst first, where the line is drawn, who decides, who signs second."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from holdspace.care.intake import actions as intake
from holdspace.care.screening import actions
from holdspace.care.screening.answering import ANSWERED_ON
from holdspace.chart.models import EpisodeOfCare, FindingCountersignature, FindingDecision, Screening
from holdspace.clinical.eligibility import RULES
from tests.care.intake.build import everything_asked, signed_in
from tests.chart.build import MORNING, PASSWORD, House, a_clinic, an_episode

pytestmark = pytest.mark.database
RAISED = (Decimal(146), Decimal(92))
LATER = MORNING + timedelta(minutes=5)
SENT = {"choice": "accept", "reason": "Amlodipine from today", "document": "Letter Dr Brook, 13 May"}


@pytest.fixture
def house(db: None) -> House:
    return a_clinic()


@pytest.fixture
def episode(house: House) -> EpisodeOfCare:
    return everything_asked(house, an_episode(house), pressures=(RAISED, RAISED))


@pytest.fixture
def screening(house: House, episode: EpisodeOfCare) -> Screening:
    return actions.run_screening(episode=episode, by=house.lindqvist, at=MORNING)


def address(episode: EpisodeOfCare, query: str = "") -> str:
    return reverse("screening:show", args=[episode.pk]) + query


class TestThePageOfTheScreening:
    def test_offers_to_run_it(self, house: House, episode: EpisodeOfCare) -> None:
        client = signed_in(house.bauer)
        assert "The screening has not been run" in client.get(address(episode)).content.decode()
        assert client.post(reverse("screening:run", args=[episode.pk])).url == address(episode)
        assert Screening.objects.get().recorded_by == house.bauer

    def test_shows_the_worst_first_and_opens_it(self, house: House) -> None:
        episode = an_episode(house)
        intake.record_condition(patient=episode.patient, text="Aneurysm", code="I71.4", by=house.bauer, at=MORNING)
        intake.record_medicine(patient=episode.patient, text="Diazepam", by=house.bauer, at=MORNING)
        actions.run_screening(episode=episode, by=house.bauer, at=MORNING)
        page = signed_in(house.bauer).get(address(episode))
        levels = [stands.finding.level for stands, _ in page.context["stands"]]
        assert levels == sorted(levels, key=["absolute", "cannot_tell", "relative", "hold", "caution"].index)
        assert page.context["chosen"].finding.rule == "CVS-06"

    def test_opens_the_finding_asked_for(self, house: House, episode: EpisodeOfCare) -> None:
        intake.record_medicine(patient=episode.patient, text="Diazepam", by=house.bauer, at=MORNING)
        actions.run_screening(episode=episode, by=house.bauer, at=MORNING)
        page = signed_in(house.bauer).get(address(episode, "?rule=DDI-01"))
        assert page.context["chosen"].finding.rule == "DDI-01"

    def test_draws_every_source_and_the_value(self, house: House, episode: EpisodeOfCare, screening: Screening) -> None:
        page = signed_in(house.lindqvist).get(address(episode, "?rule=CVS-02"))
        scale = page.context["scale"]
        assert scale.value == 146
        assert [mark.at for mark in scale.rails[-1].marks] == [140, 160]
        assert "verified" in page.content.decode()

    def test_says_when_it_was_overtaken(self, house: House, episode: EpisodeOfCare, screening: Screening) -> None:
        intake.record_medicine(patient=episode.patient, text="Diazepam", by=house.bauer, at=LATER)
        assert "a medicine (Diazepam)" in signed_in(house.bauer).get(address(episode)).content.decode()

    def test_shows_an_earlier_one_without_a_form(
        self, house: House, episode: EpisodeOfCare, screening: Screening
    ) -> None:
        actions.run_screening(episode=episode, by=house.bauer, at=LATER)
        page = signed_in(house.lindqvist).get(address(episode, f"?screening={screening.pk}"))
        assert "This is an earlier screening." in page.content.decode()
        assert page.context["form"] is None

    def test_finds_nothing_of_another_course(self, house: House, episode: EpisodeOfCare) -> None:
        for query in ("?screening=nonsense", f"?screening={episode.pk}"):
            assert signed_in(house.bauer).get(address(episode, query)).status_code == 404

    def test_leads_from_what_is_unknown_to_where_it_is_answered(self, house: House) -> None:
        episode = an_episode(house)
        actions.run_screening(episode=episode, by=house.bauer, at=MORNING)
        page = signed_in(house.lindqvist).get(address(episode, "?rule=SUI-00")).content.decode()
        assert reverse("intake:suicide_screener", args=[episode.pk]) in page
        assert "Sign the decision" not in page

    def test_knows_only_rules_that_are_asked(self) -> None:
        assert set(ANSWERED_ON) <= {rule.id for rule in RULES}


class TestDecidingOnThePage:
    @pytest.fixture
    def decide(self, episode: EpisodeOfCare, screening: Screening) -> str:
        return reverse("screening:decide", args=[episode.pk, screening.findings.get().pk])

    def test_signs_and_waits_for_a_second(self, house: House, episode: EpisodeOfCare, decide: str) -> None:
        page = signed_in(house.lindqvist).post(decide, SENT, follow=True).content.decode()
        assert FindingDecision.objects.get().document == "Letter Dr Brook, 13 May"
        assert "Waits for a second signature" in page
        assert "Give the second signature" not in page

    def test_asks_for_the_password_first(self, house: House, decide: str) -> None:
        answer = signed_in(house.lindqvist, just_now=False).post(decide, SENT)
        assert reverse("account_reauthenticate") in answer.url
        assert not FindingDecision.objects.exists()

    def test_goes_on_with_what_was_written_once_the_password_is_given(self, house: House, decide: str) -> None:
        client = signed_in(house.lindqvist, just_now=False)
        ask = client.post(decide, SENT).url
        client.post(ask, {"password": PASSWORD, "next": decide})
        assert FindingDecision.objects.get().reason == "Amlodipine from today"

    def test_says_what_is_missing(self, house: House, decide: str) -> None:
        answer = signed_in(house.lindqvist).post(decide, SENT | {"document": ""})
        assert answer.status_code == 422
        assert "Accepting needs a clearance." in answer.content.decode()
        assert not FindingDecision.objects.exists()

    def test_chooses_nothing_beforehand(self, house: House, episode: EpisodeOfCare, screening: Screening) -> None:
        assert "checked" not in signed_in(house.lindqvist).get(address(episode)).content.decode()

    def test_offers_no_form_to_who_may_not(
        self, house: House, episode: EpisodeOfCare, screening: Screening, decide: str
    ) -> None:
        client = signed_in(house.moreau)
        assert "Sign the decision" not in client.get(address(episode)).content.decode()
        assert client.post(decide, SENT).status_code == 403
        assert not FindingDecision.objects.exists()

    def test_refuses_to_decide_what_cannot_be_told(self, house: House) -> None:
        episode = an_episode(house)
        finding = actions.run_screening(episode=episode, by=house.bauer, at=MORNING).findings.get(rule="SUI-00")
        answer = signed_in(house.lindqvist).post(reverse("screening:decide", args=[episode.pk, finding.pk]), SENT)
        assert answer.status_code == 409
        assert not FindingDecision.objects.exists()

    def test_offers_only_not_suitable_where_it_says_do_not_treat(self, house: House, episode: EpisodeOfCare) -> None:
        intake.record_condition(patient=episode.patient, text="Aneurysm", code="I71.4", by=house.bauer, at=MORNING)
        actions.run_screening(episode=episode, by=house.bauer, at=MORNING)
        form = signed_in(house.lindqvist).get(address(episode, "?rule=CVS-06")).context["form"]
        assert [value for value, _ in form.fields["choice"].choices] == ["not_suitable"]

    def test_takes_the_second_signature_of_another(
        self, house: House, episode: EpisodeOfCare, screening: Screening
    ) -> None:
        finding = screening.findings.get()
        decision = actions.decide_finding(finding=finding, by=house.lindqvist, at=LATER, **SENT)
        client = signed_in(house.moreau)
        assert "Give the second signature" in client.get(address(episode)).content.decode()
        countersign = reverse("screening:countersign", args=[episode.pk, decision.pk])
        assert signed_in(house.moreau, just_now=False).post(countersign).url.startswith("/accounts/reauthenticate")
        assert signed_in(house.lindqvist).post(countersign).status_code == 409
        assert not FindingCountersignature.objects.exists()
        assert client.post(countersign).status_code == 302
        assert FindingCountersignature.objects.get().recorded_by == house.moreau
