"""What the chart knows of pregnancy, consent taken back, requests, signs of drug seeking and the register."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from holdspace.care.follow_up.actions import record_visit
from holdspace.care.intake.actions import record_pregnancy_test, take_back_observation
from holdspace.chart import facts
from holdspace.chart.actions import record_observation
from holdspace.chart.models import (
    Condition,
    ConsentWithdrawal,
    EpisodeOfCare,
    Observation,
    QuestionnaireResponse,
)
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical.eligibility.record import LOINC, SCREENING_FACT, SNOMED
from holdspace.clinical.monitoring import long_term
from holdspace.clinical.pathway import Step, what_blocks
from tests.board.build import signed_in
from tests.care.after_a_dose import a_dose_given
from tests.care.dosing.build import a_course_at_its_dose
from tests.chart.build import MORNING, a_clinic

pytestmark = pytest.mark.database
NEXT = MORNING + timedelta(days=7)


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def dose(house):
    return a_dose_given(house)


def course(dose, at=NEXT):
    return facts.for_episode(EpisodeOfCare.objects.get(pk=dose.episode_id), at=at)


def blocks(dose, at=NEXT) -> dict[str, str]:
    found = {each.code: each.where for each in what_blocks(Step.NEXT_DOSE, course(dose, at))}
    return {code: where for code, where in found.items() if code.startswith(("stop", "long_term"))}


def visit(house, dose, days=3, **told: Any) -> None:
    moment = MORNING + timedelta(days=days)
    record_visit(episode=dose.episode, by=house.bauer, at=moment, **told)


def had_a_test(house, dose, positive: bool, days=-2) -> None:
    moment = MORNING + timedelta(days=days)
    record_pregnancy_test(
        patient=dose.patient, sample="urine", positive=positive, by=house.bauer, at=moment, tested_at=moment
    )


class TestAPregnancy:
    @pytest.mark.parametrize(
        ("value", "unknown"),
        [
            ({"positive": False}, False),
            ({"could_become_pregnant": False}, False),
            ({"could_become_pregnant": True}, True),
            ({}, True),
            (None, True),
        ],
    )
    def test_is_ruled_out_by_the_answer_of_the_day(self, house, value, unknown):
        found = blocks(a_dose_given(house, pregnancy=value))
        assert found.get("stop:pregnancy:unknown") == ("measurements" if unknown else None)

    def test_is_not_asked_of_a_man(self, house):
        assert not any("pregnancy" in code for code in blocks(a_dose_given(house, pregnancy=None, sex="male")))

    def test_stops_the_course_once_a_test_is_positive(self, house):
        dose = a_dose_given(house, pregnancy=None)
        had_a_test(house, dose, positive=False)
        assert not any("pregnancy" in code for code in blocks(dose))
        had_a_test(house, dose, positive=True, days=2)
        assert blocks(dose)["stop:pregnancy"] == "close_episode"

    def test_stops_the_course_once_it_is_a_diagnosis_and_not_after_it_is_over(self, house, dose):
        given = {"patient": dose.patient, "codings": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "Z33.1"}]}
        given |= {"text": "Pregnant", "recorded_at": NEXT, "recorded_by": house.moreau}
        row = Condition.objects.create(clinical_status="active", **given)
        assert "stop:pregnancy" in blocks(dose)
        Condition.objects.create(clinical_status="resolved", amends=row, amended_because="Born", **given)
        assert "stop:pregnancy" not in blocks(dose)

    def test_called_over_after_a_positive_test_asks_for_a_new_test(self, house, dose):
        had_a_test(house, dose, positive=True, days=2)
        record_observation(
            patient=dose.patient, by=house.bauer, at=NEXT, effective_at=NEXT, system=LOINC, code="82810-3",
            text="Pregnancy status", value_codings=({"system": SNOMED, "code": "60001007", "display": "Not pregnant"},),
        )  # fmt: skip
        assert blocks(dose)["stop:pregnancy:unknown"] == "measurements"


class TestConsentTakenBack:
    def test_stops_the_course(self, house, dose):
        assert "stop:consent_withdrawn" not in blocks(dose)
        ConsentWithdrawal.objects.create(
            patient=dose.patient, consent=dose.episode.consents.get(), withdrawn_at=NEXT,
            in_their_words="Enough for now.", recorded_at=NEXT, recorded_by=house.bauer,
        )  # fmt: skip
        assert blocks(dose)["stop:consent_withdrawn"] == "close_episode"


class TestAVisit:
    def test_keeps_craving_requests_and_signs_and_what_was_not_asked_stays_unknown(self, house, dose):
        visit(house, dose, craving=4, signs=["none"])
        known = course(dose).long_term
        assert [value.value for value in known.craving] == [4]
        assert (known.drug_seeking, known.requests, known.prescription_register_on) == ((), (), ())

    @pytest.mark.parametrize(("requests", "stopped"), [(2, False), (3, True)])
    def test_with_more_than_two_requests_in_a_month_stops_for_a_review(self, house, dose, requests, stopped):
        visit(house, dose, requests=1, days=1)
        visit(house, dose, requests=requests - 1, days=3)
        assert ("stop:unscheduled_requests" in blocks(dose)) is stopped

    @pytest.mark.parametrize(
        ("told", "says"),
        [
            ({"signs": ["lost-medicine"]}, "lost or stolen medicine"),
            ({"signs": ["another-sign"], "which": "Came twice unannounced"}, "Came twice unannounced"),
            ({"register": "unexpected", "register_note": "Esketamine"}, "prescription register (Esketamine)"),
        ],
    )
    def test_with_a_sign_of_drug_seeking_asks_for_a_review(self, house, dose, told, says):
        visit(house, dose, **told)
        (found,) = (one for one in long_term.findings(course(dose).long_term) if says in one.says)
        assert (found.rule, blocks(dose)["long_term:LTS-05"]) == ("LTS-05", "misuse")

    @pytest.mark.parametrize(("days", "counts"), [(-1, False), (0, True)])
    def test_before_the_last_dose_has_been_weighed_with_that_dose(self, house, dose, days, counts):
        visit(house, dose, days=days, signs=["early-refill"])
        assert ("long_term:LTS-05" in blocks(dose)) is counts

    def test_that_finds_ketamine_from_elsewhere_stops_the_course(self, house, dose):
        visit(house, dose, signs=["lost-medicine"])
        assert "stop:misuse" not in blocks(dose)
        visit(house, dose, signs=["ketamine-elsewhere"])
        assert "stop:misuse" in blocks(dose)

    def test_recorded_in_error_counts_no_more(self, house, dose):
        visit(house, dose, signs=["ketamine-elsewhere"])
        row = Observation.objects.get(code="drug-seeking-signs")
        take_back_observation(observation=row, because="Another patient's.", by=house.bauer, at=NEXT)
        assert not {"stop:misuse", "long_term:LTS-05"} & set(blocks(dose))

    @pytest.mark.parametrize(
        ("register", "missing"), [("", True), ("nothing-unexpected", False), ("no-register", False)]
    )
    def test_asks_the_prescription_register_or_says_that_there_is_none(self, house, dose, register, missing):
        visit(house, dose, craving=0, register=register)
        says = [one.says for one in long_term.findings(course(dose).long_term)]
        assert ("The prescription register was not asked in time." in says) is missing

    @pytest.mark.parametrize(
        ("told", "why"),
        [
            ({}, "no question is answered"),
            ({"craving": 11}, "craving goes from 0 to 10"),
            ({"requests": -1}, "not possible"),
            ({"signs": ["none", "early-refill"]}, "cannot both be so"),
            ({"signs": ["another-sign"]}, "it is not said which"),
            ({"signs": ["none"], "register": "maybe"}, "not one of those offered"),
            ({"craving": 1, "asked_at": NEXT}, "lies ahead"),
        ],
    )
    def test_is_refused_whole_where_an_answer_cannot_be(self, house, dose, told, why):
        before = Observation.objects.count(), QuestionnaireResponse.objects.count()
        with pytest.raises(Refused, match=why):
            visit(house, dose, **told)
        assert (Observation.objects.count(), QuestionnaireResponse.objects.count()) == before

    def test_is_recorded_by_those_who_may(self, house, dose):
        with pytest.raises(Denied):
            record_visit(episode=dose.episode, by=house.brandt, at=NEXT, craving=1)

    def test_is_no_news_that_overtakes_an_evaluation(self, house, dose):
        before = course(dose).medical.overtaken_by
        visit(house, dose, requests=1, signs=["early-refill"], register="unexpected")
        assert course(dose).medical.overtaken_by == before


class TestThePage:
    def test_records_a_visit_and_tells_what_it_comes_to(self, house, dose):
        client = signed_in(house.bauer)
        where = f"/episodes/{dose.episode_id}/misuse/"
        page = client.get(where).content.decode()
        assert "checked" not in page
        refused = client.post(where, {"signs": ["another-sign"]})
        assert (refused.status_code, "Say which sign was seen." in refused.content.decode()) == (422, True)
        told = {"craving": "7", "requests": "0", "signs": ["early-refill"], "register": "nothing-unexpected"}
        page = client.post(where, told, follow=True).content.decode()
        assert "7 of 10" in page
        assert "A sign of drug seeking is recorded: a refill asked for early." in page
        row = Observation.objects.get(code="unscheduled-requests")
        assert (row.value_number, row.text) == (Decimal(0), "Unscheduled requests since the last visit")

    def test_is_linked_from_the_patient(self, house, dose):
        page = signed_in(house.bauer).get(f"/patients/{dose.patient_id}/").content.decode()
        assert f"/episodes/{dose.episode_id}/misuse/" in page
        assert "The prescription register was not asked in time." in page
        assert "Side-effect tool (KSET) · not recorded" in page


class TestAScoreOfManiaOrBladder:
    @pytest.mark.parametrize(("code", "is_news"), [("asrm-total", False), ("ipss-total", False), ("pq16-total", True)])
    def test_is_no_news_once_the_long_term_checks_judge_it(self, house, dose, code, is_news):
        given = {"patient": dose.patient, "by": house.bauer, "system": SCREENING_FACT, "code": code, "text": code}
        record_observation(at=NEXT, effective_at=NEXT, number=Decimal(2), **given)
        assert (code in course(dose, NEXT).medical.overtaken_by) is is_news

    def test_is_news_before_the_first_dose(self, house):
        episode = a_course_at_its_dose(house).episode
        given = {"patient": episode.patient, "by": house.bauer, "system": SCREENING_FACT, "code": "asrm-total"}
        record_observation(at=NEXT, effective_at=NEXT, number=Decimal(2), text="ASRM total", **given)
        assert "ASRM total" in facts.for_episode(episode, at=NEXT).medical.overtaken_by
