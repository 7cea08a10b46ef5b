"""Every rule is asked, its answers are kept as they were said, and a decision stands while the rule says the same."""

from datetime import timedelta
from decimal import Decimal

import pytest

from holdspace.care.intake import actions as intake
from holdspace.care.screening import actions
from holdspace.care.screening.standing import what_stands
from holdspace.chart import facts
from holdspace.chart.models import EpisodeOfCare, FindingCountersignature, FindingDecision, Screening, ScreeningFinding
from holdspace.clinic.models import AuditEntry
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical.eligibility import RULES
from holdspace.clinical.pathway import Step, own_blocks
from holdspace.library.models import ThresholdChoice
from tests.care.intake.build import everything_asked, measured
from tests.chart.build import MORNING, House, a_clinic, a_patient, an_episode

pytestmark = pytest.mark.database
LATER = MORNING + timedelta(minutes=5)
RAISED = (Decimal(146), Decimal(92))
DANGEROUS = (Decimal(172), Decimal(104))
LETTER = {"reason": "Amlodipine from today", "document": "Letter Dr Brook, 13 May"}


@pytest.fixture
def house(db: None) -> House:
    return a_clinic()


@pytest.fixture
def episode(house: House) -> EpisodeOfCare:
    return an_episode(house)


def screened(house: House, episode: EpisodeOfCare, pressure: tuple[Decimal, Decimal]) -> ScreeningFinding:
    """A screening in which only blood pressure is found."""
    everything_asked(house, episode, pressures=(pressure, pressure))
    screening = actions.run_screening(episode=episode, by=house.lindqvist, at=MORNING)
    return screening.findings.get()


class TestRunningTheScreening:
    def test_keeps_every_answer(self, house: House, episode: EpisodeOfCare) -> None:
        finding = screened(house, episode, RAISED)
        screening = finding.screening
        assert (finding.rule, finding.level, screening.decision) == ("CVS-02", "relative", "needs_clearance")
        assert "Blood pressure 146/92 mmHg, 14 May 2026" in finding.rests_on
        assert finding.source["mark"]
        assert [each["text"] for each in finding.other_sources] == [
            "Esketamine nasal spray, US label warnings (secondary summary)"
        ]
        asked = {*screening.clear_rules, *screening.facts["partly_asked"], finding.rule}
        assert asked == {rule.id for rule in RULES}
        assert screening.facts["blood_pressure"] == {"systolic": "146", "diastolic": "92"}
        assert "PHQ-9" in screening.not_recorded

    def test_of_an_empty_chart_cannot_tell(self, house: House, episode: EpisodeOfCare) -> None:
        screening = actions.run_screening(episode=episode, by=house.bauer, at=MORNING)
        unknown = set(screening.findings.filter(level="cannot_tell").values_list("rule", flat=True))
        assert screening.decision == "incomplete"
        assert {"SUI-00", "CVS-00", "ALL-01", "DDI-00", "CON-01", "PSY-02", "PSY-04", "WT-01"} <= unknown

    def test_names_medicines_it_does_not_know(self, house: House, episode: EpisodeOfCare) -> None:
        intake.record_medicine(patient=episode.patient, text="Wonderbalm", by=house.bauer, at=MORNING)
        screening = actions.run_screening(episode=episode, by=house.bauer, at=MORNING)
        assert screening.unrecognised_medicines == ["Wonderbalm"]

    def test_asks_on_the_day_of_the_site(self, house: House, episode: EpisodeOfCare) -> None:
        evening = MORNING.replace(hour=22, minute=30)
        screening = actions.run_screening(episode=episode, by=house.bauer, at=evening)
        assert screening.facts["as_of"] == "2026-05-15"

    def test_is_refused_to_who_may_not(self, house: House, episode: EpisodeOfCare) -> None:
        with pytest.raises(Denied, match="run the screening"):
            actions.run_screening(episode=episode, by=house.alvarez, at=MORNING)

    def test_is_refused_for_the_dead(self, house: House) -> None:
        episode = an_episode(house, a_patient(house, is_deceased=True))
        with pytest.raises(Refused, match="has died"):
            actions.run_screening(episode=episode, by=house.bauer, at=MORNING)

    def test_is_refused_once_the_course_is_closed(self, house: House) -> None:
        episode = an_episode(house, closed_at=MORNING, closed_because="moved", closed_by=house.alvarez)
        with pytest.raises(Refused, match="closed"):
            actions.run_screening(episode=episode, by=house.bauer, at=MORNING)
        assert not Screening.objects.exists()


class TestTheClinicsOwnNumbers:
    def chosen(self, house: House, code: str, value: str) -> None:
        ThresholdChoice.objects.create(
            clinic=house.clinic,
            code=code,
            value=Decimal(value),
            reason="Our patients are older",
            review_due_on=MORNING.date() + timedelta(days=365),
            version=3,
            recorded_by=house.lindqvist,
            recorded_at=MORNING,
        )

    def test_are_used_named_and_kept_with_the_finding(self, house: House, episode: EpisodeOfCare) -> None:
        self.chosen(house, "CVS-02.systolic", "130")
        everything_asked(house, episode, pressures=((Decimal(134), Decimal(82)),) * 2)
        finding = actions.run_screening(episode=episode, by=house.lindqvist, at=LATER).findings.get()
        assert finding.says == "Resting blood pressure 134/82 is above 130/90."
        assert (finding.limits_version, finding.screening.limits_version) == (3, 3)
        assert finding.measured_against[0] == {
            "threshold": "CVS-02.systolic",
            "title": "Highest systolic pressure without clearance, under 65",
            "unit": "mmHg",
            "value": "130",
            "published": "140",
        }

    def test_leave_an_earlier_finding_as_it_was(self, house: House, episode: EpisodeOfCare) -> None:
        before = screened(house, episode, RAISED)
        self.chosen(house, "CVS-02.systolic", "130")
        actions.run_screening(episode=episode, by=house.lindqvist, at=LATER)
        kept = ScreeningFinding.objects.get(pk=before.pk)
        assert kept.says == "Resting blood pressure 146/92 is above 140/90."
        assert (kept.limits_version, kept.measured_against[0]["value"]) == (0, "140")

    def test_do_not_hold_before_they_were_set(self, house: House, episode: EpisodeOfCare) -> None:
        everything_asked(house, episode, pressures=((Decimal(134), Decimal(82)),) * 2)
        self.chosen(house, "CVS-02.systolic", "130")
        screening = actions.run_screening(episode=episode, by=house.lindqvist, at=MORNING - timedelta(seconds=1))
        assert (screening.findings.count(), screening.limits_version) == (0, 0)


class TestDecidingOnAFinding:
    @pytest.mark.parametrize("choice", ["wait", "accept", "not_suitable"])
    def test_is_kept_with_its_reason(self, house: House, episode: EpisodeOfCare, choice: str) -> None:
        finding = screened(house, episode, RAISED)
        decision = actions.decide_finding(finding=finding, choice=choice, by=house.lindqvist, at=LATER, **LETTER)
        assert (decision.choice, decision.reason) == (choice, "Amlodipine from today")
        assert AuditEntry.objects.get(did="decided on a finding").detail == {"rule": "CVS-02", "choice": choice}

    @pytest.mark.parametrize("who", ["moreau", "bauer", "alvarez"])
    def test_is_refused_to_who_may_not(self, house: House, episode: EpisodeOfCare, who: str) -> None:
        finding = screened(house, episode, RAISED)
        with pytest.raises(Denied, match="decide on a finding"):
            actions.decide_finding(finding=finding, choice="wait", by=getattr(house, who), at=LATER, **LETTER)
        assert not FindingDecision.objects.exists()

    @pytest.mark.parametrize("choice", ["accept", "wait"])
    def test_cannot_accept_what_says_do_not_treat(self, house: House, episode: EpisodeOfCare, choice: str) -> None:
        finding = screened(house, episode, DANGEROUS)
        assert finding.level == "absolute"
        with pytest.raises(Refused, match="cannot be accepted"):
            actions.decide_finding(finding=finding, choice=choice, by=house.lindqvist, at=LATER, **LETTER)
        assert not FindingDecision.objects.exists()

    def test_can_say_not_suitable_to_what_says_do_not_treat(self, house: House, episode: EpisodeOfCare) -> None:
        finding = screened(house, episode, DANGEROUS)
        actions.decide_finding(finding=finding, choice="not_suitable", by=house.lindqvist, at=LATER, reason="Refer")
        assert FindingDecision.objects.get().choice == "not_suitable"

    @pytest.mark.parametrize("choice", ["wait", "accept", "not_suitable"])
    def test_is_refused_where_the_rule_cannot_tell(self, house: House, episode: EpisodeOfCare, choice: str) -> None:
        screening = actions.run_screening(episode=episode, by=house.bauer, at=MORNING)
        finding = screening.findings.get(rule="SUI-00")
        with pytest.raises(Refused, match="unknown is not no"):
            actions.decide_finding(finding=finding, choice=choice, by=house.lindqvist, at=LATER, **LETTER)
        assert not FindingDecision.objects.exists()

    @pytest.mark.parametrize(
        ("given", "because"),
        [
            ({"choice": "accept", "reason": " ", "document": "Letter"}, "reason is missing"),
            ({"choice": "accept", "reason": "Fine"}, "needs a clearance"),
            ({"choice": "waive", "reason": "Fine"}, "no decision was chosen"),
        ],
    )
    def test_is_refused_half_made(
        self, house: House, episode: EpisodeOfCare, given: dict[str, str], because: str
    ) -> None:
        finding = screened(house, episode, RAISED)
        with pytest.raises(Refused, match=because):
            actions.decide_finding(finding=finding, by=house.lindqvist, at=LATER, **given)
        assert not FindingDecision.objects.exists()

    def test_is_refused_on_an_overtaken_screening(self, house: House, episode: EpisodeOfCare) -> None:
        finding = screened(house, episode, RAISED)
        actions.run_screening(episode=episode, by=house.bauer, at=LATER)
        with pytest.raises(Refused, match="run again since"):
            actions.decide_finding(finding=finding, choice="wait", by=house.lindqvist, at=LATER, **LETTER)

    def test_is_refused_once_the_course_is_closed(self, house: House, episode: EpisodeOfCare) -> None:
        finding = screened(house, episode, RAISED)
        EpisodeOfCare.objects.update(closed_at=MORNING, closed_because="moved", closed_by=house.alvarez)
        with pytest.raises(Refused, match="closed"):
            actions.decide_finding(finding=finding, choice="wait", by=house.lindqvist, at=LATER, **LETTER)


class TestTheSecondSignature:
    @pytest.fixture
    def accepted(self, house: House, episode: EpisodeOfCare) -> FindingDecision:
        finding = screened(house, episode, RAISED)
        return actions.decide_finding(finding=finding, choice="accept", by=house.lindqvist, at=LATER, **LETTER)

    def blocks(self, episode: EpisodeOfCare) -> set[str]:
        found = own_blocks(Step.ELIGIBLE, facts.for_episode(episode, at=LATER))
        return {block.code for block in found if "CVS-02" in block.code}

    def test_opens_the_way(self, house: House, episode: EpisodeOfCare, accepted: FindingDecision) -> None:
        assert self.blocks(episode) == {"one_signature:CVS-02"}
        actions.countersign_finding(decision=accepted, by=house.moreau, at=LATER)
        assert self.blocks(episode) == set()

    def test_is_not_given_by_the_first_signer(self, house: House, accepted: FindingDecision) -> None:
        with pytest.raises(Refused, match="you gave the first"):
            actions.countersign_finding(decision=accepted, by=house.lindqvist, at=LATER)
        assert not FindingCountersignature.objects.exists()

    def test_is_given_once(self, house: House, accepted: FindingDecision) -> None:
        actions.countersign_finding(decision=accepted, by=house.hale, at=LATER)
        with pytest.raises(Refused, match="Signed already"):
            actions.countersign_finding(decision=accepted, by=house.moreau, at=LATER)

    def test_is_refused_to_who_may_not(self, house: House, accepted: FindingDecision) -> None:
        with pytest.raises(Denied, match="second signature"):
            actions.countersign_finding(decision=accepted, by=house.bauer, at=LATER)

    def test_is_refused_once_decided_anew(self, house: House, accepted: FindingDecision) -> None:
        again = LATER + timedelta(minutes=1)
        actions.decide_finding(finding=accepted.finding, choice="wait", by=house.hale, at=again, **LETTER)
        with pytest.raises(Refused, match="decided or screened anew"):
            actions.countersign_finding(decision=accepted, by=house.moreau, at=again)

    def test_is_refused_for_what_was_not_accepted(self, house: House, episode: EpisodeOfCare) -> None:
        finding = screened(house, episode, RAISED)
        decision = actions.decide_finding(finding=finding, choice="wait", by=house.lindqvist, at=LATER, **LETTER)
        with pytest.raises(Refused, match="only an accepted"):
            actions.countersign_finding(decision=decision, by=house.moreau, at=LATER)

    def test_may_follow_after_the_screening_was_run_again(
        self, house: House, episode: EpisodeOfCare, accepted: FindingDecision
    ) -> None:
        actions.run_screening(episode=episode, by=house.bauer, at=LATER + timedelta(minutes=1))
        actions.countersign_finding(decision=accepted, by=house.moreau, at=LATER + timedelta(minutes=2))
        assert self.blocks(episode) == set()


class TestScreeningAgain:
    def test_keeps_a_decision_while_the_rule_says_the_same(self, house: House, episode: EpisodeOfCare) -> None:
        decision = actions.decide_finding(
            finding=screened(house, episode, RAISED), choice="wait", by=house.lindqvist, at=LATER, **LETTER
        )
        again = actions.run_screening(episode=episode, by=house.bauer, at=LATER + timedelta(minutes=1))
        (stands,) = what_stands(again)
        assert stands.decision == decision
        assert stands.is_carried_over

    def test_asks_anew_once_the_rule_says_something_else(self, house: House, episode: EpisodeOfCare) -> None:
        actions.decide_finding(
            finding=screened(house, episode, RAISED), choice="accept", by=house.lindqvist, at=LATER, **LETTER
        )
        worse = (Decimal(152), Decimal(92))
        measured(house, episode, at=LATER, pressures=(worse, worse), values={})
        again = actions.run_screening(episode=episode, by=house.bauer, at=LATER + timedelta(minutes=1))
        (stands,) = what_stands(again)
        assert stands.decision is None
