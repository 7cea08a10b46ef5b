"""Who may see a waste, and what becomes of an order while its session is on hold."""

from decimal import Decimal

import pytest

from holdspace.care.dosing import actions
from holdspace.care.planning import actions as planning
from holdspace.chart.models import OrderCancellation, SessionClosing
from holdspace.clinic.refusals import Refused
from tests.care.dosing import build
from tests.chart.build import MORNING, a_clinic

pytestmark = pytest.mark.database


def with_waste() -> build.Session:
    """60 mg drawn, 50 given."""
    session = build.let_go()
    dose = session.row.events.get(kind="dose")
    right = {"mg": "50", "route": "im"}
    session.record("amend", event=str(dose.id), how="replace", because="Misread", payload=right)
    return session


def close(session: build.Session, witness) -> SessionClosing:
    return actions.close_session(
        dosing_session=session.row, asked=build.ASKED, wasted_mg=Decimal(10), waste_witness=witness,
        by=session.house.bauer, at=session.now,
    )  # fmt: skip


class TestTheWitnessOfAWaste:
    def test_is_of_this_clinic(self):
        session = with_waste()
        with pytest.raises(Refused, match="second person here"):
            close(session, a_clinic("Hill Clinic").osei)
        assert not SessionClosing.objects.exists()
        assert close(session, session.house.osei).waste_witness == session.house.osei

    def test_works_here_still(self):
        session = with_waste()
        left = session.house.osei
        left.ended_at = MORNING
        left.save(update_fields=["ended_at"])
        with pytest.raises(Refused, match="second person here"):
            close(session, left)
        assert not SessionClosing.objects.exists()

    @pytest.mark.parametrize("who", ["bauer", "moreau", "alvarez"])
    def test_is_not_who_closes_nor_somebody_who_may_not_witness(self, who):
        session = with_waste()
        with pytest.raises(Refused, match="second person here"):
            close(session, session.house.people[who])

    @pytest.mark.parametrize("who", ["stranger", "bauer", "moreau"])
    def test_is_asked_for_in_a_session_without_a_dose_too(self, who):
        session = build.ready_to_start()
        witness = a_clinic("Hill Clinic").osei if who == "stranger" else session.house.people[who]
        with pytest.raises(Refused, match="second person here"):
            actions.abandon(
                dosing_session=session.row, because="Fever", by=session.house.bauer, at=session.now,
                wasted_mg=Decimal(60), waste_witness=witness,
            )  # fmt: skip


class TestAnOrderWhoseSessionIsOnHold:
    def held_before_the_dose(self) -> build.Session:
        session = build.in_time_out()
        self.hold(session)
        return session

    def hold(self, session: build.Session) -> None:
        actions.move_phase(
            dosing_session=session.row,
            to="on_hold",
            by=session.house.bauer,
            at=session.now,
            because="Waits for the ECG",
        )
        session.row.refresh_from_db()

    def cancel(self, session: build.Session):
        given = {"order": session.row.order, "reason": "Another dose", "by": session.house.lindqvist}
        return planning.cancel_order(**given, at=session.later(1))

    def test_can_be_cancelled_before_the_dose(self):
        session = self.held_before_the_dose()
        self.cancel(session)
        session.row.refresh_from_db()
        assert session.row.order is None

    def test_is_followed_by_the_next_order_of_that_session(self):
        session = self.held_before_the_dose()
        self.cancel(session)
        order = planning.sign_order(
            episode=session.row.episode, amount=Decimal("0.5"), unit="mg/kg", concentration=Decimal(50),
            by=session.house.lindqvist, at=session.later(1),
        )  # fmt: skip
        session.row.refresh_from_db()
        assert session.row.order == order

    def test_stands_once_dosing_was_started(self):
        session = build.dosing()
        self.hold(session)
        with pytest.raises(Refused, match="dosing has started on it"):
            self.cancel(session)
        assert not OrderCancellation.objects.exists()
        session.row.refresh_from_db()
        assert session.row.order is not None

    def test_stands_while_the_drug_is_drawn(self):
        session = build.ready_to_start()
        self.hold(session)
        with pytest.raises(Refused, match="the drug is drawn"):
            self.cancel(session)
