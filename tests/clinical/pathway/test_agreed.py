"""What of a plan needs the patient's word again."""

from decimal import Decimal

import pytest

from holdspace.clinical.pathway.agreed import PlanTerms, what_changed
from holdspace.clinical.units import MgPerKg, Milligrams

AGREED = PlanTerms("P-18", "im", "ketamine", MgPerKg(Decimal("1.0")))


def terms(**given):
    return PlanTerms(**{**vars(AGREED), **given})


class TestAConsent:
    @pytest.mark.parametrize(
        ("now", "says"),
        [
            (terms(protocol_id="P-03"), "the protocol is P-03, not P-18"),
            (terms(route="iv"), "the route is"),
            (terms(drug="esketamine"), "the drug is esketamine, not ketamine"),
            (terms(highest=MgPerKg(Decimal("1.01"))), "the dose goes up to 1.01 mg/kg, not 1 mg/kg"),
            (terms(highest=Milligrams(Decimal(10))), "the dose goes up to 10 mg"),
            (terms(highest=None), "a dose that is not known"),
        ],
    )
    def test_no_longer_speaks_of_a_plan_that_asks_for_more(self, now, says):
        (change,) = what_changed(AGREED, now)
        assert says in change

    @pytest.mark.parametrize(
        "now", [AGREED, terms(highest=MgPerKg(Decimal("1.00"))), terms(highest=MgPerKg(Decimal("0.5")))]
    )
    def test_still_speaks_of_one_that_asks_for_no_more(self, now):
        assert what_changed(AGREED, now) == ()

    def test_names_every_change(self):
        now = PlanTerms("P-03", "iv", "esketamine", MgPerKg(Decimal(2)))
        assert len(what_changed(AGREED, now)) == 4

    def test_to_a_dose_that_was_not_known_is_asked_again(self):
        assert what_changed(terms(highest=None), AGREED)
        assert what_changed(terms(highest=None), terms(highest=None)) == ()
