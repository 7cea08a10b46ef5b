"""What a tablet sends is kept once, kept as it was sent, and never lost for being inconvenient."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from uuid6 import uuid7

from holdspace.care.dosing import actions
from holdspace.care.dosing.actions.writing import hash_of
from holdspace.care.dosing.events.fold import picture_of
from holdspace.care.dosing.record import frame_of, told_of
from holdspace.chart.models import AdverseEvent, DosingSession, SessionEvent
from holdspace.clinic.refusals import Denied
from tests.care.dosing import build
from tests.chart.build import a_clinic

pytestmark = pytest.mark.database


class TestABatchOfEntries:
    def test_sent_three_times_is_kept_once(self):
        session = build.dosing()
        batch = [session.written("dose", {"mg": "40", "route": "im"}), session.written("words", {"text": "Light."})]
        said = [[one.outcome for one in session.send(*batch)] for _ in range(3)]
        assert said == [["created", "created"], ["exists", "exists"], ["exists", "exists"]]
        assert session.picture.given_mg == 40

    def test_is_answered_with_the_hash_of_the_bytes_that_were_sent(self):
        session = build.dosing()
        written = session.written("note", {"text": "Ä “quiet” room"})
        (receipt,) = session.send(written)
        row = SessionEvent.objects.get(id=receipt.id)
        assert (receipt.sha256, row.written) == (hash_of(written), written)

    def test_is_kept_entry_by_entry_so_that_one_bad_entry_holds_back_no_other(self):
        session = build.dosing()
        good, bad = session.written("words", {"text": "Here."}), session.written("words", {})
        assert [one.outcome for one in session.send(bad, good)] == ["refused", "created"]

    def test_from_two_tablets_is_the_same_picture_in_either_order(self):
        house = a_clinic()
        first, second = build.dosing(house), build.dosing(house, given_name="Ida", family_name="Berg")
        for session, turn in ((first, 1), (second, -1)):
            session.later(5)
            entries = [
                session.written("level", {"scale": "dissociation", "value": 3}, device="left"),
                session.written("dose", {"mg": "40", "route": "im"}, device="right"),
            ]
            session.send(*entries[::turn])
        told = [
            [(line.kind, line.at) for line in one.picture.timeline if line.kind in ("level", "dose")]
            for one in (first, second)
        ]
        assert sorted(told[0]) == sorted(told[1])
        assert first.picture.given_mg == second.picture.given_mg == 40


class TestAnEntry:
    def test_with_the_id_of_another_is_conflicting_and_overwrites_nothing(self):
        session = build.dosing()
        shared = str(uuid7())
        session.send(session.written("words", {"text": "First."}, id=shared))
        (outcome,) = session.send(session.written("words", {"text": "Second."}, id=shared))
        assert outcome.outcome == "conflicting"
        assert SessionEvent.objects.get(id=shared).payload == {"text": "First."}

    def test_with_a_number_its_device_has_used_is_conflicting(self):
        session = build.dosing()
        session.send(session.written("words", {"text": "First."}, device_sequence=900))
        (outcome,) = session.send(session.written("words", {"text": "Second."}, device_sequence=900))
        assert outcome.outcome == "conflicting"

    @pytest.mark.parametrize(
        ("part", "says"),
        [("patient", "another patient"), ("dosing_session", "another session"), ("author", "somebody else")],
    )
    def test_for_somebody_or_from_somebody_else_is_refused_and_not_kept(self, part, says):
        session = build.dosing()
        before = SessionEvent.objects.count()
        (outcome,) = session.send(session.written("dose", {"mg": "40", "route": "im"}, **{part: str(uuid7())}))
        assert outcome.outcome == "refused"
        assert says in outcome.says
        assert SessionEvent.objects.count() == before

    @pytest.mark.parametrize(
        "broken",
        ["", "not json", "[]", "{}", '{"id": "x"}', "null", "[" * 3000],
    )
    def test_that_cannot_be_read_is_refused(self, broken):
        session = build.dosing()
        (outcome,) = session.send(broken)
        assert outcome.outcome == "refused"

    def test_with_an_id_that_no_device_makes_is_refused(self):
        session = build.dosing()
        (outcome,) = session.send(session.written("words", {"text": "x"}, id="7d444840-9dc0-41d1-b245-5ffdce74fad2"))
        assert outcome.outcome == "refused"

    def test_is_kept_without_the_witness_it_names_by_itself(self):
        session = build.dosing()
        entry = session.written("dose", {"mg": "40", "route": "im"}, witness=str(session.house.osei.pk))
        (outcome,) = session.send(entry)
        assert (outcome.outcome, session.picture.given_mg) == ("created", 40)
        assert "without its witness" in outcome.says
        assert SessionEvent.objects.get(id=outcome.id).witness is None

    def test_after_closing_is_kept_and_says_so(self):
        session = build.let_go()
        actions.close_session(
            dosing_session=session.row, asked=build.ASKED, wasted_mg=Decimal(0), by=session.house.bauer, at=session.now
        )
        session.later(30)
        session.record("vital_signs", **build.GOOD_SIGNS)
        assert SessionEvent.objects.order_by("sequence").last().after_closing
        assert session.picture.timeline[0].after_closing
        assert session.picture.state == "completed"

    def test_of_somebody_who_may_not_record_is_denied(self):
        session = build.dosing()
        with pytest.raises(Denied):
            session.send(session.written("words", {"text": "x"}), by="alvarez")

    def test_sent_later_than_it_happened_is_called_late(self):
        session = build.dosing()
        happened = session.now.isoformat()
        session.later(20)
        session.send(session.written("words", {"text": "Earlier."}, happened_at=happened))
        assert session.picture.events[-1].is_late

    def test_from_a_clock_that_runs_ahead_does_not_put_off_the_next_check(self):
        session = build.dosing()
        ahead = (session.now + timedelta(hours=6)).isoformat()
        session.send(session.written("vital_signs", build.GOOD_SIGNS, happened_at=ahead))
        assert session.picture.check.due_at < session.now + timedelta(hours=1)


class TestADoseThatWasGiven:
    def test_beyond_the_order_is_kept_with_what_a_rule_says(self):
        session = build.dosing()
        session.record("dose", mg="60", route="im")
        session.record("dose", mg="10", route="im", because="Ordered by voice")
        last = session.picture.doses[-1]
        assert last.running_mg == 70
        assert "10 mg beyond the order" in " ".join(last.findings)

    @pytest.mark.parametrize(("second", "above"), [("42", False), ("42.1", True)])
    def test_in_parts_is_held_against_the_most_of_one_session(self, second, above):
        session = build.dosing()
        session.record("dose", mg="60", route="im")
        session.record("dose", mg=second, route="im", because="Ordered by voice")
        most = session.picture.running.most
        assert most is not None
        assert (most.value, session.picture.weight_kg) == (Decimal(102), Decimal(68))
        said = " ".join(session.picture.doses[-1].findings)
        assert ("above the most of 1.5 mg/kg or 150 mg" in said) is above

    def test_up_to_the_order_has_nothing_said_about_it(self):
        session = build.dosing()
        session.record("dose", mg="60", route="im")
        assert session.picture.doses[-1].findings == ()

    def test_ten_times_too_large_is_kept_and_asked_about(self):
        session = build.dosing()
        session.record("dose", mg="600", route="im")
        assert any("Check this number" in finding for finding in session.picture.doses[0].findings)

    @pytest.mark.parametrize("mg", ["0", "-5", "NaN", "1e9", "sixty", True])
    def test_that_is_no_amount_is_refused(self, mg):
        session = build.dosing()
        (outcome,) = session.send(session.written("dose", {"mg": mg, "route": "im"}))
        assert outcome.outcome == "refused"

    def test_is_reckoned_without_a_binary_fraction_lost(self):
        session = build.dosing()
        for mg in ("0.1", "0.2"):
            session.record("dose", mg=mg, route="im")
        assert session.picture.given_mg == Decimal("0.3")


class TestACorrection:
    def test_takes_back_and_leaves_what_was_written_to_be_read(self):
        session = build.dosing()
        dose = session.record("dose", mg="40", route="im")
        session.record("amend", event=dose.id, how="void", because="Not given after all")
        picture = session.picture
        struck = next(line for line in picture.timeline if str(line.event) == dose.id)
        assert (picture.given_mg, struck.struck) == (0, True)
        assert "Not given after all" in " ".join(struck.remarks)

    def test_replaces_and_says_what_stood_there(self):
        session = build.dosing()
        dose = session.record("dose", mg="40", route="im")
        session.record("amend", event=dose.id, how="replace", because="Misread", payload={"mg": "20", "route": "im"})
        line = next(line for line in session.picture.timeline if str(line.event) == dose.id)
        assert session.picture.given_mg == 20
        assert "Was: 40 mg IM" in " ".join(line.remarks)

    def test_without_a_reason_is_refused(self):
        session = build.dosing()
        dose = session.record("dose", mg="40", route="im")
        (outcome,) = session.send(session.written("amend", {"event": dose.id, "how": "void"}))
        assert outcome.outcome == "refused"

    def test_of_an_entry_of_another_session_is_refused(self):
        house = a_clinic()
        first, second = build.dosing(house), build.dosing(house, given_name="Ida", family_name="Berg")
        dose = first.record("dose", mg="40", route="im")
        (outcome,) = second.send(second.written("amend", {"event": dose.id, "how": "void", "because": "x"}))
        assert outcome.outcome == "refused"
        assert first.picture.given_mg == 40

    def test_of_the_start_is_kept_and_changes_nothing(self):
        session = build.dosing()
        start = SessionEvent.objects.get(dosing_session=session.row, kind="phase", payload__to="dosing")
        (outcome,) = session.send(session.written("amend", {"event": str(start.id), "how": "void", "because": "x"}))
        assert (outcome.outcome, session.picture.state) == ("created", "dosing")
        assert "changes nothing" in outcome.says


class TestHarm:
    def test_is_kept_in_the_chart_as_well(self):
        session = build.dosing()
        session.record("adverse_event", term="Laryngospasm", severity="severe", serious=True, action="Oxygen")
        assert AdverseEvent.objects.get(dosing_session=session.row).serious is True

    def test_taken_back_stands_beside_its_correction(self):
        session = build.dosing()
        harm = session.record("adverse_event", term="Fall", severity="mild", serious=True)
        session.record("amend", event=harm.id, how="void", because="Another patient")
        (now,) = AdverseEvent.objects.current().filter(dosing_session=session.row)
        assert (now.serious, now.amended_because) == (False, "Another patient")


class TestTouch:
    def test_under_the_drug_is_narrowed(self):
        session = build.dosing()
        session.record("touch_consent", areas=["hand"])
        assert session.picture.touch_areas == ("hand",)

    def test_under_the_drug_is_never_widened(self):
        session = build.dosing()
        session.record("touch_consent", areas=["hand"])
        (outcome,) = session.send(session.written("touch_consent", {"areas": ["hand", "shoulder"]}))
        assert (outcome.outcome, session.picture.touch_areas) == ("created", ("hand",))
        assert "shoulder stays not agreed" in outcome.says

    def test_where_it_was_not_agreed_is_written_down_and_named(self):
        session = build.dosing()
        session.record("intervention", what="touch", detail="foot")
        assert "not agreed: foot" in " ".join(session.picture.timeline[0].findings)


class TestVitalSigns:
    def test_that_cross_a_limit_ask_until_somebody_has_seen_them(self):
        session = build.dosing()
        session.later(10)
        high = session.record("vital_signs", systolic=185, diastolic=95)
        assert session.picture.alarms[0].tier == "act"
        session.record("acknowledge", event=high.id)
        assert session.picture.alarms == ()

    def test_of_a_mild_kind_never_hide_a_grave_one(self):
        session = build.dosing()
        session.later(10)
        session.record("vital_signs", systolic=205, diastolic=95)
        session.record("vital_signs", systolic=162, diastolic=88)
        assert "205/95" in session.picture.alarms[0].says or "205" in session.picture.alarms[0].says

    def test_that_no_living_patient_has_are_kept_and_to_be_checked(self):
        session = build.dosing()
        session.later(10)
        session.record("vital_signs", heart_rate=0)
        assert session.picture.alarms[0].tier == "implausible"

    def test_with_half_a_blood_pressure_are_refused(self):
        session = build.dosing()
        (outcome,) = session.send(session.written("vital_signs", {"systolic": 120}))
        assert outcome.outcome == "refused"

    def test_without_any_value_are_refused(self):
        session = build.dosing()
        (outcome,) = session.send(session.written("vital_signs", {"on_air": True}))
        assert outcome.outcome == "refused"


class TestThePictureRebuiltFromTheLog:
    def test_is_what_the_session_row_says(self):
        session = build.let_go()
        row = DosingSession.objects.get(pk=session.row.pk)
        picture = session.picture
        assert (row.state, row.started_at, row.ended_at) == (picture.state, picture.started_at, picture.ended_at)

    def test_is_the_same_whatever_order_the_rows_are_read_in(self):
        session = build.recovered()
        rows = list(SessionEvent.objects.filter(dosing_session=session.row).select_related("author", "witness"))
        frame = frame_of(DosingSession.objects.get(pk=session.row.pk))
        forwards = picture_of([told_of(row) for row in rows], frame)
        backwards = picture_of([told_of(row) for row in reversed(rows)], frame)
        assert forwards == backwards

    def test_follows_from_the_very_bytes_that_were_sent(self):
        session = build.recovered()
        for row in SessionEvent.objects.filter(dosing_session=session.row):
            content = json.loads(row.written)
            assert (content["kind"], content["id"]) == (row.kind, str(row.id))
            assert row.sha256 == hash_of(row.written)


class TestNoBreathAtAll:
    def test_is_a_value_and_not_an_empty_entry(self):
        session = build.dosing()
        session.later(10)
        session.record("vital_signs", respiratory_rate=0)
        assert session.picture.alarms[0].tier == "act"
