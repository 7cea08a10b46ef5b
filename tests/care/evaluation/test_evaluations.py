"""Two people judge: what has to be known first, who signs, who cannot sign both, and how a correction is made."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from holdspace.care.evaluation import actions
from holdspace.care.evaluation.sections import SECTIONS, Kind
from holdspace.care.intake import actions as intake
from holdspace.care.screening.actions import run_screening
from holdspace.chart import facts
from holdspace.chart.models import Draft, EpisodeOfCare, Evaluation
from holdspace.chart.refusals import NotYet
from holdspace.clinic.models import Staff
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical.pathway import Step, own_blocks
from holdspace.clinical.roles import Role
from tests.care.intake.build import NOON, everything_asked, signed_in
from tests.chart.build import MORNING, House, a_clinic, an_episode, somebody

pytestmark = pytest.mark.database
LATER = MORNING + timedelta(minutes=30)


@pytest.fixture
def house(db: None) -> House:
    return a_clinic()


@pytest.fixture
def episode(house: House) -> EpisodeOfCare:
    """A course in which the evaluations can begin."""
    episode = everything_asked(house, an_episode(house))
    run_screening(episode=episode, by=house.bauer, at=MORNING)
    return episode


@pytest.fixture
def both(house: House) -> Staff:
    """Somebody who is prescriber and therapist in one."""
    roles = (Role.PRESCRIBER, Role.THERAPIST)
    return somebody(house, "vega", "Dr Ines Vega", "Dr I. Vega", roles)


def written(kind: Kind, **given: Any) -> dict[str, Any]:
    sections = {section.key: f"About {section.key}." for section in SECTIONS[kind]}
    return {"kind": kind.value, "conclusion": "suitable", "sections": sections, "reason": "Well enough."} | given


def sign(episode: EpisodeOfCare, by: Staff, kind: Kind = Kind.MEDICAL, **given: Any) -> Evaluation:
    return actions.sign_evaluation(episode=episode, by=by, **({"at": LATER} | written(kind, **given)))


class TestSigningAnEvaluation:
    def test_by_two_people_opens_the_way(self, house: House, episode: EpisodeOfCare) -> None:
        sign(episode, house.lindqvist)
        sign(episode, house.moreau, Kind.PSYCHOLOGICAL)
        assert own_blocks(Step.ELIGIBLE, facts.for_episode(episode, at=LATER)) == ()

    @pytest.mark.parametrize(
        ("kind", "who"),
        [
            (Kind.MEDICAL, "moreau"),
            (Kind.MEDICAL, "bauer"),
            (Kind.PSYCHOLOGICAL, "lindqvist"),
            (Kind.PSYCHOLOGICAL, "alvarez"),
        ],
    )
    def test_is_refused_to_who_may_not(self, house: House, episode: EpisodeOfCare, kind: Kind, who: str) -> None:
        with pytest.raises(Denied, match=f"sign the {kind.value} evaluation"):
            sign(episode, getattr(house, who), kind)
        assert not Evaluation.objects.exists()

    @pytest.mark.parametrize("first", list(Kind))
    def test_is_refused_to_who_signed_the_other(
        self, episode: EpisodeOfCare, both: Staff, house: House, first: Kind
    ) -> None:
        second = Kind.MEDICAL if first == Kind.PSYCHOLOGICAL else Kind.PSYCHOLOGICAL
        sign(episode, both, first)
        with pytest.raises(Refused, match="Two people see more than one"):
            sign(episode, both, second)
        assert Evaluation.objects.count() == 1

    @pytest.mark.parametrize("kind", list(Kind))
    def test_is_refused_before_the_screening(self, house: House, kind: Kind) -> None:
        episode = everything_asked(house, an_episode(house))
        who = house.lindqvist if kind == Kind.MEDICAL else house.moreau
        with pytest.raises(NotYet, match="The screening has not been run"):
            sign(episode, who, kind)
        assert not Evaluation.objects.exists()

    def test_is_refused_while_the_intake_is_not_complete(self, house: House) -> None:
        episode = an_episode(house)
        intake.record_intake(episode=episode, by=house.alvarez, at=MORNING, problem="Depression")
        with pytest.raises(NotYet, match="The intake is not complete"):
            sign(episode, house.lindqvist)

    def test_is_refused_while_a_rule_cannot_tell(self, house: House, episode: EpisodeOfCare) -> None:
        intake.record_condition(patient=episode.patient, text="Heart attack", code="I21.9", by=house.bauer, at=MORNING)
        run_screening(episode=episode, by=house.bauer, at=MORNING)
        with pytest.raises(NotYet, match="last 6 weeks is not known"):
            sign(episode, house.lindqvist)
        assert not Evaluation.objects.exists()

    def test_is_refused_once_the_screening_is_overtaken(self, house: House, episode: EpisodeOfCare) -> None:
        news = MORNING + timedelta(minutes=1)
        intake.record_medicine(patient=episode.patient, text="Diazepam", by=house.bauer, at=news)
        with pytest.raises(NotYet, match="Recorded since the screening"):
            sign(episode, house.lindqvist)

    def test_is_refused_once_the_course_is_closed(self, house: House, episode: EpisodeOfCare) -> None:
        EpisodeOfCare.objects.update(closed_at=MORNING, closed_because="moved", closed_by=house.alvarez)
        with pytest.raises(NotYet, match="closed"):
            sign(episode, house.lindqvist)

    @pytest.mark.parametrize(
        ("given", "because"),
        [
            ({"reason": " "}, "reason for the conclusion is missing"),
            ({"conclusion": ""}, "no conclusion was chosen"),
            ({"sections": {"history": "Read."}}, "nothing is written under Examination"),
        ],
    )
    def test_is_refused_half_written(
        self, house: House, episode: EpisodeOfCare, given: dict[str, Any], because: str
    ) -> None:
        with pytest.raises(Refused, match=because):
            sign(episode, house.lindqvist, **given)
        assert not Evaluation.objects.exists()

    def test_twice_from_one_page_is_signed_once(self, house: House, episode: EpisodeOfCare) -> None:
        sign(episode, house.lindqvist, seen="none")
        with pytest.raises(Refused, match="another one was signed meanwhile"):
            sign(episode, house.lindqvist, seen="none")
        assert Evaluation.objects.count() == 1


class TestCorrectingAnEvaluation:
    def test_amends_the_signed_version(self, house: House, episode: EpisodeOfCare) -> None:
        first = sign(episode, house.lindqvist)
        second = sign(episode, house.hale, conclusion="more_needed", because="The ECG was another patient's")
        assert second.amends == first
        assert actions.newest_evaluation(episode, Kind.MEDICAL) == second
        assert facts.for_episode(episode, at=LATER).medical.conclusion == "more_needed"  # type: ignore[union-attr]

    def test_is_refused_where_nothing_was_signed(self, house: House, episode: EpisodeOfCare) -> None:
        with pytest.raises(Refused, match="none to correct"):
            sign(episode, house.lindqvist, because="Spelling")

    def test_leaves_the_way_open_for_a_new_one(self, house: House, episode: EpisodeOfCare) -> None:
        sign(episode, house.lindqvist, conclusion="more_needed")
        sign(episode, house.lindqvist, at=LATER + timedelta(days=3))
        assert Evaluation.objects.current().count() == 2


class TestThePageOfAnEvaluation:
    ADDRESSES = {Kind.MEDICAL: "evaluation:medical", Kind.PSYCHOLOGICAL: "evaluation:psychological"}

    def sent(self, kind: Kind = Kind.MEDICAL, **given: str) -> dict[str, str]:
        told = written(kind)
        return {**told["sections"], "conclusion": "suitable", "reason": "Well.", "seen": "none"} | given

    @pytest.mark.parametrize(("kind", "who"), [(Kind.MEDICAL, "lindqvist"), (Kind.PSYCHOLOGICAL, "moreau")])
    def test_signs_and_says_until_when(self, house: House, episode: EpisodeOfCare, kind: Kind, who: str) -> None:
        address = reverse(self.ADDRESSES[kind], args=[episode.pk])
        page = signed_in(getattr(house, who)).post(address, self.sent(kind), follow=True).content.decode()
        assert "It is valid until" in page
        assert "valid until" in page and getattr(house, who).name in page
        assert Evaluation.objects.get().kind == kind

    def test_asks_for_the_password_first(self, house: House, episode: EpisodeOfCare) -> None:
        address = reverse("evaluation:medical", args=[episode.pk])
        answer = signed_in(house.lindqvist, just_now=False).post(address, self.sent())
        assert reverse("account_reauthenticate") in answer.url
        assert not Evaluation.objects.exists()

    def test_shows_the_blocks_and_keeps_what_was_written(self, house: House) -> None:
        episode = an_episode(house)
        answer = signed_in(house.lindqvist).post(reverse("evaluation:medical", args=[episode.pk]), self.sent())
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "No intake is recorded." in page
        assert "About examination." in page
        assert not Evaluation.objects.exists()

    def test_says_why_one_person_cannot_sign_both(self, episode: EpisodeOfCare, both: Staff) -> None:
        sign(episode, both)
        client = signed_in(both)
        address = reverse("evaluation:psychological", args=[episode.pk])
        assert "You cannot sign this one." in client.get(address).content.decode()
        answer = client.post(address, self.sent(Kind.PSYCHOLOGICAL))
        assert answer.status_code == 409
        assert "Two people see more than one" in answer.content.decode()

    def test_is_read_only_for_others(self, house: House, episode: EpisodeOfCare) -> None:
        sign(episode, house.lindqvist)
        client = signed_in(house.bauer)
        address = reverse("evaluation:medical", args=[episode.pk])
        page = client.get(address)
        assert page.context["form"] is None
        assert "About examination." in page.content.decode()
        assert client.post(address, self.sent()).status_code == 403

    def test_says_what_is_missing(self, house: House, episode: EpisodeOfCare) -> None:
        address = reverse("evaluation:medical", args=[episode.pk])
        assert signed_in(house.lindqvist).post(address, self.sent(examination="")).status_code == 422
        assert not Evaluation.objects.exists()

    def test_chooses_no_conclusion_beforehand(self, house: House, episode: EpisodeOfCare) -> None:
        address = reverse("evaluation:medical", args=[episode.pk])
        assert "checked" not in signed_in(house.lindqvist).get(address).content.decode()

    @pytest.mark.parametrize(
        ("age", "state"),
        [(timedelta(days=90), "signed"), (timedelta(days=90, minutes=1), "out_of_date")],
    )
    def test_marks_one_that_is_out_of_date(self, house: House, age: timedelta, state: str) -> None:
        long_ago = NOON - timedelta(days=100)
        episode = everything_asked(house, an_episode(house), at=long_ago)
        run_screening(episode=episode, by=house.bauer, at=NOON - timedelta(days=99))
        sign(episode, house.lindqvist, at=NOON - age)
        page = signed_in(house.bauer).get(reverse("evaluation:medical", args=[episode.pk]))
        assert page.context["state"] == state

    def test_marks_one_that_is_overtaken(self, house: House, episode: EpisodeOfCare) -> None:
        sign(episode, house.lindqvist)
        news = LATER + timedelta(minutes=1)
        intake.record_medicine(patient=episode.patient, text="Diazepam", by=house.bauer, at=news)
        page = signed_in(house.bauer).get(reverse("evaluation:medical", args=[episode.pk]))
        assert page.context["state"] == "overtaken"
        assert "a medicine (Diazepam)" in page.content.decode()


class TestTheDraft:
    def test_is_kept_for_its_author_only_and_gone_once_signed(self, house: House, episode: EpisodeOfCare) -> None:
        client = signed_in(house.lindqvist)
        address = reverse("evaluation:medical", args=[episode.pk])
        answer = client.post(reverse("evaluation:draft", args=[episode.pk, "medical"]), {"examination": "Heart clear"})
        assert "Draft kept" in answer.content.decode()
        assert "Heart clear" in client.get(address).content.decode()
        assert "Heart clear" not in signed_in(house.hale).get(address).content.decode()
        sign(episode, house.lindqvist)
        assert not Draft.objects.exists()

    def test_is_refused_to_who_may_not_sign(self, house: House, episode: EpisodeOfCare) -> None:
        address = reverse("evaluation:draft", args=[episode.pk, "medical"])
        assert signed_in(house.moreau).post(address, {"examination": "x"}).status_code == 403
        assert not Draft.objects.exists()

    def test_knows_two_kinds(self, house: House, episode: EpisodeOfCare) -> None:
        address = reverse("evaluation:draft", args=[episode.pk, "astral"])
        assert signed_in(house.lindqvist).post(address, {}).status_code == 404
