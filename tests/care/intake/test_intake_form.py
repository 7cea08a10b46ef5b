"""What brought the person here is kept, version by version, and stands where the rules read it."""

import pytest
from django.urls import reverse

from holdspace.care.intake import actions
from holdspace.chart import facts
from holdspace.chart.models import Condition, EpisodeOfCare, Intake
from holdspace.clinic.refusals import Denied, Refused
from tests.care.intake.build import signed_in
from tests.chart.build import MORNING, House, a_clinic, an_episode

pytestmark = pytest.mark.database
TOLD = {
    "in_their_words": "I want mornings back.",
    "problem": "Depression",
    "indication_code": "F31.4",
    "indication": "Bipolar depression, severe",
}


@pytest.fixture
def house(db: None) -> House:
    return a_clinic()


@pytest.fixture
def episode(house: House) -> EpisodeOfCare:
    return an_episode(house)


def missing(episode: EpisodeOfCare) -> tuple[str, ...]:
    return facts.for_episode(episode, at=MORNING).intake.missing


class TestRecordingTheIntake:
    def test_names_the_parts_that_are_not_told(self, house: House, episode: EpisodeOfCare) -> None:
        actions.record_intake(episode=episode, by=house.alvarez, at=MORNING, **TOLD)
        assert missing(episode) == ("earlier treatment", "substance use", "ketamine before", "who is at home")

    def test_puts_the_indication_where_the_rules_read_it(self, house: House, episode: EpisodeOfCare) -> None:
        actions.record_intake(episode=episode, by=house.alvarez, at=MORNING, adequate_prior_trials=2, **TOLD)
        known = facts.screening_facts(episode.patient, on=MORNING.date())
        assert [each.codes for each in known.conditions] == [("F31.4",)]
        assert known.adequate_prior_trials == 2

    def test_does_not_double_a_diagnosis_on_the_list(self, house: House, episode: EpisodeOfCare) -> None:
        for because in ("", "More was told"):
            actions.record_intake(episode=episode, by=house.alvarez, at=MORNING, because=because, **TOLD)
        assert Condition.objects.count() == 1

    def test_amends_the_version_before_and_says_why(self, house: House, episode: EpisodeOfCare) -> None:
        first = actions.record_intake(episode=episode, by=house.alvarez, at=MORNING, **TOLD)
        second = actions.record_intake(episode=episode, by=house.bauer, at=MORNING, because="More was told", **TOLD)
        assert second.amends == first
        assert episode.intakes.current().get() == second

    def test_is_not_changed_without_a_reason(self, house: House, episode: EpisodeOfCare) -> None:
        actions.record_intake(episode=episode, by=house.alvarez, at=MORNING, **TOLD)
        with pytest.raises(Refused, match="reason for the change is missing"):
            actions.record_intake(episode=episode, by=house.alvarez, at=MORNING, **TOLD)
        assert Intake.objects.count() == 1

    def test_does_not_undo_a_version_nobody_saw(self, house: House, episode: EpisodeOfCare) -> None:
        first = actions.record_intake(episode=episode, by=house.alvarez, at=MORNING, **TOLD)
        later = {"episode": episode, "by": house.alvarez, "at": MORNING, "because": "More was told", **TOLD}
        actions.record_intake(**later)
        with pytest.raises(Refused, match="somebody else changed it meanwhile"):
            actions.record_intake(seen=str(first.pk), **later)

    def test_is_refused_once_the_course_is_closed(self, house: House, episode: EpisodeOfCare) -> None:
        EpisodeOfCare.objects.update(closed_at=MORNING, closed_because="moved", closed_by=house.alvarez)
        with pytest.raises(Refused, match="closed"):
            actions.record_intake(episode=episode, by=house.alvarez, at=MORNING, **TOLD)
        assert not Intake.objects.exists()

    def test_is_refused_to_who_may_not(self, house: House, episode: EpisodeOfCare) -> None:
        with pytest.raises(Denied):
            actions.record_intake(episode=episode, by=house.brandt, at=MORNING, **TOLD)


class TestThePageOfTheIntake:
    def test_keeps_what_is_told(self, house: House, episode: EpisodeOfCare) -> None:
        sent = {"in_their_words": "Sleep.", "indication": "F43.10", "adequate_prior_trials": "1"}
        answer = signed_in(house.alvarez).post(reverse("intake:edit", args=[episode.pk]), sent)
        assert answer.status_code == 302
        kept = Intake.objects.get()
        assert (kept.indication_code, kept.indication) == ("F43.10", "Post-traumatic stress disorder")

    def test_takes_another_indication_with_code_and_words(self, house: House, episode: EpisodeOfCare) -> None:
        address = reverse("intake:edit", args=[episode.pk])
        sent = {"problem": "Pain", "indication": "other", "other_code": "g89.4"}
        refused = signed_in(house.alvarez).post(address, sent)
        assert refused.status_code == 422
        signed_in(house.alvarez).post(address, sent | {"other_words": "Chronic pain syndrome"})
        assert Intake.objects.get().indication_code == "G89.4"

    def test_chooses_no_indication_beforehand(self, house: House, episode: EpisodeOfCare) -> None:
        page = signed_in(house.alvarez).get(reverse("intake:edit", args=[episode.pk])).content.decode()
        assert "checked" not in page

    def test_is_shown_to_a_clinician_with_the_words(self, house: House, episode: EpisodeOfCare) -> None:
        actions.record_intake(episode=episode, by=house.alvarez, at=MORNING, **TOLD)
        page = signed_in(house.lindqvist).get(reverse("intake:edit", args=[episode.pk])).content.decode()
        assert "I want mornings back." in page
        assert "Who is at home" in page
