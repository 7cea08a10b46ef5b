"""The clinic's protocols: adopted, edited, retired; what loosens one waits for a second person."""

from datetime import date, timedelta

import pytest

from holdspace.clinic.models import AuditEntry
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical import protocols as knowledge
from holdspace.clinical.protocols.loosening import what_loosens
from holdspace.library import protocols
from holdspace.library.actions import protocols as actions
from holdspace.library.models import ClinicProtocol
from tests.chart.build import MORNING, a_clinic

pytestmark = pytest.mark.database

NEXT_YEAR = date(2027, 5, 14)
WHY = {"reason": "What we are trained for.", "review_due_on": NEXT_YEAR}


@pytest.fixture
def house(db):
    return a_clinic(adopted=())


def adopt(house, code="P-18", at=MORNING, **given):
    return actions.adopt(code=code, by=given.pop("by", house.solberg), at=at, **WHY | given)


def edit(house, changes, code="P-18", at=MORNING, **given):
    return actions.edit(code=code, changes=changes, by=given.pop("by", house.solberg), at=at, **WHY | given)


def mg_per_kg(*values):
    return [{"value": value, "unit": "mg/kg"} for value in values]


def in_force(house, at=MORNING):
    return {protocol.id: protocol for protocol in protocols.in_force(house.clinic, at=at)}


class TestAClinicThatAdoptedNothing:
    def test_has_no_protocol_in_force(self, house):
        assert protocols.in_force(house.clinic, at=MORNING) == ()
        assert protocols.version_of(house.clinic, "P-18", at=MORNING) == 0


class TestAdopting:
    @pytest.mark.parametrize("code", [protocol.id for protocol in knowledge.PROTOCOLS])
    def test_takes_up_every_published_protocol_word_for_word(self, house, code):
        row = adopt(house, code)
        assert in_force(house) == {code: knowledge.by_id(code)}
        assert (row.version, row.change, row.based_on, row.needs_second) == (1, "adopted", code, False)

    def test_holds_from_its_moment_on_and_only_here(self, house):
        adopt(house)
        assert not in_force(house, MORNING - timedelta(seconds=1))
        assert not in_force(a_clinic("Elsewhere", adopted=()))

    def test_is_audited(self, house):
        entry = AuditEntry.objects.get(subject_id=str(adopt(house).pk))
        assert (entry.did, entry.detail) == ("adopted a protocol", {"code": "P-18", "version": 1})

    @pytest.mark.parametrize("code", ["P-20", "P-99", ""])
    def test_is_refused_for_what_is_not_shipped_or_not_known(self, house, code):
        with pytest.raises(Refused, match="no protocol"):
            adopt(house, code)

    @pytest.mark.parametrize(
        ("fault", "says"),
        [
            ({"reason": " "}, "no reason"),
            ({"review_due_on": None}, "review"),
            ({"review_due_on": MORNING.date()}, "review"),
        ],
    )
    def test_asks_for_a_reason_and_a_day_of_review(self, house, fault, says):
        with pytest.raises(Refused, match=says):
            adopt(house, **fault)
        assert not ClinicProtocol.objects.exists()

    @pytest.mark.parametrize("who", ["lindqvist", "moreau", "bauer", "brandt"])
    def test_is_for_the_clinical_lead_alone(self, house, who):
        for act in (adopt, lambda house, by: edit(house, {"minutes": 60}, by=by)):
            with pytest.raises(Denied):
                act(house, by=house.people[who])


class TestEditing:
    def test_makes_a_new_version_and_keeps_the_origin(self, house):
        adopt(house)
        row = edit(house, {"preparation_sessions": 4}, at=MORNING + timedelta(days=1))
        assert (row.version, row.change, row.based_on) == (2, "edited", "P-18")
        after = in_force(house, MORNING + timedelta(days=1))["P-18"]
        assert (after.preparation_sessions, after.based_on) == (4, "P-18")
        assert in_force(house)["P-18"].preparation_sessions == 3
        assert knowledge.by_id("P-18").preparation_sessions == 3

    def test_that_changes_nothing_is_refused(self, house):
        adopt(house)
        with pytest.raises(Refused, match="says the same"):
            edit(house, {"preparation_sessions": 3})

    @pytest.mark.parametrize(
        "changes",
        [
            {"routes": ["iv"]},
            {"drug": "esketamine"},
            {"stop_rules": []},
            {"steps": mg_per_kg("5")},
            {"preparation_sessions": 0},
            {"watched_minutes": 119},
            {"colour": "green"},
        ],
    )
    def test_never_crosses_a_hard_stop(self, house, changes):
        adopt(house)
        with pytest.raises(Refused):
            edit(house, changes)
        assert in_force(house) == {"P-18": knowledge.by_id("P-18")}

    def test_is_refused_before_the_protocol_is_adopted(self, house):
        with pytest.raises(Refused, match="Adopt it first"):
            edit(house, {"preparation_sessions": 4})

    def test_may_stand_beside_the_published_one_under_a_code_of_our_own(self, house):
        adopt(house)
        for code in ("H-01", "H-02"):
            row = edit(house, {"preparation_sessions": 4, "title": "Longer preparation"}, beside=True)
            assert (row.code, row.version, row.based_on) == (code, 1, "P-18")
        assert set(in_force(house)) == {"P-18", "H-01", "H-02"}
        again = edit(house, {"preparation_sessions": 5}, code="H-01")
        assert (again.code, again.version, again.based_on) == ("H-01", 2, "P-18")


class TestAnEditThatLoosens:
    @pytest.mark.parametrize(
        ("code", "changes", "waits"),
        [
            ("P-18", {"steps": mg_per_kg("0.5", "1.5")}, False),
            ("P-18", {"steps": mg_per_kg("0.5", "1.51")}, True),
            ("P-18", {"steps": mg_per_kg("0.49", "1.0")}, False),
            ("P-18", {"steps": mg_per_kg("0.51", "1.0")}, True),
            ("P-18", {"preparation_sessions": 4}, False),
            ("P-18", {"preparation_sessions": 2}, True),
            ("P-18", {"watched_minutes": 121}, False),
            ("P-03", {"indications": ["F33.2"]}, False),
            ("P-03", {"indications": ["F33", "F41"]}, True),
            ("P-03", {"indications": []}, True),
            ("P-03", {"minutes": 41}, False),
            ("P-03", {"minutes": 39}, True),
        ],
    )
    def test_waits_for_a_second_person(self, house, code, changes, waits):
        adopt(house, code)
        assert edit(house, changes, code=code).needs_second is waits
        assert (in_force(house)[code] == knowledge.by_id(code)) is waits

    def test_says_what_it_loosens(self):
        published = knowledge.by_id("P-18")
        ours = knowledge.edited(published, {"preparation_sessions": 2})
        assert what_loosens(ours, published) == ("2 preparation sessions, published 3.",)
        assert what_loosens(published, published) == ()

    def test_loosens_where_sessions_come_closer_or_more_often(self):
        published = knowledge.by_id("P-13")
        body = published.as_dict()["phases"]
        closer = [phase | {"every": {"shortest_days": 6, "longest_days": 7}} for phase in body]
        more = [phase | {"sessions": 4, "sessions_at_most": 4} for phase in body]
        for phases in (closer, more):
            assert what_loosens(knowledge.edited(published, {"phases": phases}), published)

    def test_holds_once_somebody_else_signs(self, house):
        adopt(house)
        row = edit(house, {"preparation_sessions": 2})
        later = MORNING + timedelta(hours=1)
        signed = actions.second(row=row, by=house.lindqvist, at=later)
        assert (signed.version, signed.first_signer) == (3, house.solberg)
        assert in_force(house, later)["P-18"].preparation_sessions == 2
        assert not protocols.waiting(house.clinic)

    def test_is_signed_by_nobody_who_may_not(self, house):
        adopt(house)
        row = edit(house, {"preparation_sessions": 2})
        with pytest.raises(Refused, match="you proposed it"):
            actions.second(row=row, by=house.solberg, at=MORNING)
        for who in ("moreau", "bauer", "alvarez", "brandt"):
            with pytest.raises(Denied):
                actions.second(row=row, by=house.people[who], at=MORNING)
        assert in_force(house)["P-18"].preparation_sessions == 3

    def test_is_not_signed_once_it_was_overtaken(self, house):
        adopt(house)
        row = edit(house, {"preparation_sessions": 2})
        edit(house, {"preparation_sessions": 4})
        with pytest.raises(Refused, match="newer decision"):
            actions.second(row=row, by=house.lindqvist, at=MORNING)


class TestRetiring:
    def test_takes_a_protocol_out_of_use_and_says_who_and_why(self, house):
        adopt(house)
        later = MORNING + timedelta(days=9)
        actions.retire(code="P-18", reason="We no longer inject.", by=house.solberg, at=later)
        assert in_force(house) and not in_force(house, later)
        held = protocols.held(house.clinic, "P-18", at=later)
        assert (held.is_in_use, held.row.reason, held.row.recorded_by) == (False, "We no longer inject.", house.solberg)
        assert held.protocol == knowledge.by_id("P-18")

    def test_is_refused_for_what_is_not_in_use(self, house):
        with pytest.raises(Refused, match="not adopted"):
            actions.retire(code="P-18", reason="So.", by=house.solberg, at=MORNING)

    def test_can_be_taken_back_by_adopting_again(self, house):
        adopt(house)
        actions.retire(code="P-18", reason="So.", by=house.solberg, at=MORNING)
        assert adopt(house).version == 3
        assert in_force(house)


class TestKeepingAProtocolAfterItsReview:
    def test_gives_it_a_new_day_of_review(self, house):
        adopt(house)
        edit(house, {"preparation_sessions": 4})
        row = actions.keep(
            code="P-18", reason="Read again.", review_due_on=date(2028, 1, 1), by=house.solberg, at=MORNING
        )
        assert (row.change, row.version, row.review_due_on) == ("edited", 3, date(2028, 1, 1))
        assert in_force(house)["P-18"].preparation_sessions == 4

    @pytest.mark.parametrize(("on", "overdue"), [(NEXT_YEAR, False), (NEXT_YEAR + timedelta(days=1), True)])
    def test_is_overdue_from_the_day_after(self, house, on, overdue):
        adopt(house)
        assert protocols.held(house.clinic, "P-18", at=MORNING).is_overdue(on) is overdue
