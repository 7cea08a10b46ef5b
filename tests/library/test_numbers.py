"""The clinic's own numbers: who may set them, how far, who signs second, and what held when."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from holdspace.clinic.models import AuditEntry
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical.roles import Role
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import PUBLISHED, Looser, adjustable, fixed
from holdspace.library import known, limits
from holdspace.library.actions import numbers
from holdspace.library.models import ThresholdChoice
from tests.chart.build import MORNING, a_clinic, somebody

pytestmark = pytest.mark.database

SOMEBODY = Source.judgement("Made for this test.")
CEILING = adjustable("T-01.ceiling", "The ceiling", 140, "mmHg", SOMEBODY, between=(120, 160))
FLOOR = adjustable("T-02.floor", "The floor", 6, "h", SOMEBODY, between=(2, 8), looser=Looser.LOWER)
FIXED = fixed("T-03.fixed", "The law", 18, "years", SOMEBODY)
NEXT_YEAR = date(2027, 5, 14)


@pytest.fixture(autouse=True)
def three_thresholds(monkeypatch):
    made = {each.code: each for each in (CEILING, FLOOR, FIXED)}
    monkeypatch.setattr(known, "threshold", made.get)


@pytest.fixture
def house(db):
    return a_clinic()


def choose(house, threshold=CEILING, value="130", at=MORNING, by=None, **given):
    asked = {"reason": "Our patients are older.", "review_due_on": NEXT_YEAR} | given
    return numbers.choose(code=threshold.code, value=Decimal(value), by=by or house.solberg, at=at, **asked)


def held(house, threshold=CEILING, at=MORNING):
    return limits.in_force(house.clinic, at=at).of(threshold)


class TestWithoutAnyChoice:
    def test_the_published_numbers_hold_as_version_0(self, house):
        assert limits.in_force(house.clinic, at=MORNING) == PUBLISHED

    def test_the_answer_takes_one_query(self, house, django_assert_num_queries):
        choose(house)
        with django_assert_num_queries(1):
            limits.in_force(house.clinic, at=MORNING)


class TestAStricterNumber:
    def test_holds_at_once_and_only_here(self, house):
        choose(house, value="130")
        assert held(house) == 130
        assert held(house, FLOOR) == 6
        assert limits.in_force(a_clinic("Elsewhere").clinic, at=MORNING) == PUBLISHED

    def test_holds_only_from_its_moment_on(self, house):
        choose(house, value="130", at=MORNING)
        choose(house, value="125", at=MORNING + timedelta(days=2))
        days = (-1, 0, 1, 2)
        versions = [limits.in_force(house.clinic, at=MORNING + timedelta(days=day)).version for day in days]
        assert [held(house, at=MORNING + timedelta(days=day)) for day in days] == [140, 130, 130, 125]
        assert versions == [0, 1, 1, 2]

    def test_is_audited_with_its_version(self, house):
        row = choose(house)
        entry = AuditEntry.objects.get(subject_id=str(row.pk))
        assert entry.by == house.solberg
        assert entry.detail == {"code": CEILING.code, "value": "130", "version": 1}

    def test_keeps_the_earlier_choice_in_the_history(self, house):
        choose(house, value="130")
        choose(house, value="125", reason="Two faints in spring.")
        assert [row.value for row in limits.history(house.clinic, CEILING.code)] == [125, 130]


class TestTheHardLimits:
    @pytest.mark.parametrize(
        ("threshold", "value", "taken"),
        [
            (CEILING, "119.9", False),
            (CEILING, "120", True),
            (CEILING, "160", True),
            (CEILING, "160.1", False),
            (FLOOR, "1.9", False),
            (FLOOR, "2", True),
            (FLOOR, "8", True),
            (FLOOR, "8.1", False),
            (FIXED, "18", False),
            (FIXED, "19", False),
            (CEILING, "NaN", False),
            (CEILING, "Infinity", False),
            (CEILING, "130.5", False),
        ],
    )
    def test_are_kept_on_both_sides(self, house, threshold, value, taken):
        if taken:
            assert choose(house, threshold, value).value == Decimal(value)
            return
        with pytest.raises(Refused, match="Nothing was changed"):
            choose(house, threshold, value)
        assert not ThresholdChoice.objects.exists()

    def test_know_no_number_that_no_rule_reads(self, house):
        with pytest.raises(Refused, match="no rule compares"):
            numbers.choose(
                code="X-99", value=Decimal(1), reason="Why not.", review_due_on=NEXT_YEAR, by=house.solberg, at=MORNING
            )


class TestWhatAChoiceMustSay:
    @pytest.mark.parametrize("reason", ["", "  "])
    def test_is_a_reason(self, house, reason):
        with pytest.raises(Refused, match="no reason"):
            choose(house, reason=reason)

    @pytest.mark.parametrize(
        ("day", "taken"),
        [
            (None, False),
            (MORNING.date(), False),
            (date(2026, 5, 15), True),
            (date(2029, 12, 31), True),
            (date(2030, 1, 1), False),
        ],
    )
    def test_is_a_day_of_review_after_today_and_not_far_away(self, house, day, taken):
        if taken:
            assert choose(house, review_due_on=day).review_due_on == day
            return
        with pytest.raises(Refused, match="review"):
            choose(house, review_due_on=day)

    def test_is_asked_by_the_database_too(self, house):
        row = {"clinic": house.clinic, "version": 9, "code": "x", "recorded_at": MORNING, "recorded_by": house.solberg}
        for fault in ({"reason": ""}, {"reason": "So.", "value": 5}):
            with pytest.raises(IntegrityError), transaction.atomic():
                ThresholdChoice.objects.create(**row | fault)


class TestWhoMayChoose:
    @pytest.mark.parametrize("who", ["lindqvist", "moreau", "bauer", "alvarez", "brandt", "quinn"])
    def test_is_the_clinical_lead_alone(self, house, who):
        with pytest.raises(Denied) as refusal:
            choose(house, by=house.people[who])
        assert refusal.value.permission is Permission.KEEP_LIBRARY
        assert not ThresholdChoice.objects.exists()


class TestALooserNumber:
    @pytest.mark.parametrize(
        ("threshold", "value", "waits"),
        [(CEILING, "140", False), (CEILING, "141", True), (FLOOR, "6", False), (FLOOR, "5", True), (FLOOR, "7", False)],
    )
    def test_waits_for_a_second_person(self, house, threshold, value, waits):
        choose(house, threshold, value)
        assert held(house, threshold) == (threshold.published if waits else Decimal(value))
        assert bool(limits.waiting(house.clinic)) == waits

    def test_holds_once_somebody_else_signs_from_that_moment_on(self, house):
        choice = choose(house, value="150")
        later = MORNING + timedelta(hours=3)
        signature = numbers.second(choice=choice, by=house.lindqvist, at=later)
        assert (held(house, at=later - timedelta(minutes=1)), held(house, at=later)) == (140, 150)
        assert limits.in_force(house.clinic, at=later).version == signature.version == 2
        assert (signature.first_signer, signature.recorded_by) == (house.solberg, house.lindqvist)
        assert not limits.waiting(house.clinic)

    def test_leaves_an_earlier_number_of_our_own_standing_while_it_waits(self, house):
        choose(house, value="130")
        choose(house, value="150")
        assert held(house) == 130

    def test_is_never_signed_twice_by_the_one_who_proposed_it(self, house):
        choice = choose(house, value="150")
        with pytest.raises(Refused, match="you proposed it"):
            numbers.second(choice=choice, by=house.solberg, at=MORNING)
        row = {"clinic": house.clinic, "version": 7, "code": choice.code, "value": 150, "reason": "So."}
        row |= {"review_due_on": NEXT_YEAR, "recorded_at": MORNING}
        with pytest.raises(IntegrityError), transaction.atomic():
            ThresholdChoice.objects.create(**row, seconds=choice, first_signer=house.solberg, recorded_by=house.solberg)
        assert held(house) == 140

    def test_may_be_signed_by_another_clinical_lead(self, house):
        other = somebody(house, "vega", "Dr Ana Vega", "Dr A. Vega", (Role.CLINICAL_LEAD,))
        numbers.second(choice=choose(house, value="150"), by=other, at=MORNING)
        assert held(house) == 150

    @pytest.mark.parametrize("who", ["moreau", "bauer", "alvarez", "brandt"])
    def test_is_signed_by_nobody_else(self, house, who):
        choice = choose(house, value="150")
        with pytest.raises(Denied):
            numbers.second(choice=choice, by=house.people[who], at=MORNING)
        assert held(house) == 140

    def test_is_not_signed_twice(self, house):
        choice = choose(house, value="150")
        numbers.second(choice=choice, by=house.lindqvist, at=MORNING)
        with pytest.raises(Refused, match="two signatures already"):
            numbers.second(choice=choice, by=house.hale, at=MORNING)

    def test_is_not_signed_once_a_newer_choice_was_made(self, house):
        choice = choose(house, value="150")
        choose(house, value="130")
        with pytest.raises(Refused, match="newer choice"):
            numbers.second(choice=choice, by=house.lindqvist, at=MORNING)
        assert held(house) == 130

    def test_is_not_signed_in_another_clinic(self, house):
        choice = choose(house, value="150")
        elsewhere = a_clinic("Elsewhere")
        with pytest.raises(Refused, match="waits for no second person"):
            numbers.second(choice=choice, by=elsewhere.lindqvist, at=MORNING)


class TestGoingBack:
    def test_lets_the_published_number_hold_without_a_second_person(self, house):
        choose(house, value="130")
        row = numbers.go_back(code=CEILING.code, reason="The study was read again.", by=house.solberg, at=MORNING)
        assert held(house) == 140
        assert limits.in_force(house.clinic, at=MORNING).version == row.version == 2

    def test_drops_a_number_that_still_waits(self, house):
        choice = choose(house, value="150")
        numbers.go_back(code=CEILING.code, reason="Withdrawn.", by=house.solberg, at=MORNING)
        assert not limits.waiting(house.clinic)
        with pytest.raises(Refused, match="newer choice"):
            numbers.second(choice=choice, by=house.lindqvist, at=MORNING)

    def test_is_refused_where_the_published_number_holds(self, house):
        with pytest.raises(Refused, match="holds already"):
            numbers.go_back(code=CEILING.code, reason="To be sure.", by=house.solberg, at=MORNING)
