"""What was measured and asked is kept as the rules read it; nothing is prefilled, and unknown stays unknown."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from holdspace.care.intake import actions, asked
from holdspace.chart import facts
from holdspace.chart.models import EpisodeOfCare, Observation, QuestionnaireResponse
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical.eligibility.facts import ScreeningFacts
from holdspace.clinical.instruments import Incomplete, Score
from tests.care.intake.build import measured, signed_in
from tests.chart.build import MORNING, House, a_clinic, a_patient, an_episode

pytestmark = pytest.mark.database


@pytest.fixture
def house(db: None) -> House:
    return a_clinic()


@pytest.fixture
def episode(house: House) -> EpisodeOfCare:
    return an_episode(house)


@pytest.fixture
def nurse(house: House) -> Client:
    return signed_in(house.bauer)


def known(episode: EpisodeOfCare, days: int = 0) -> ScreeningFacts:
    return facts.screening_facts(episode.patient, on=(MORNING + timedelta(days=days)).date())


def now_known(episode: EpisodeOfCare) -> ScreeningFacts:
    newest = Observation.objects.filter(patient=episode.patient).order_by("-recorded_at").first()
    assert newest is not None
    return facts.screening_facts(episode.patient, on=newest.recorded_at.date())


class TestMeasuring:
    def test_keeps_two_readings_whose_mean_is_read(self, house: House, episode: EpisodeOfCare) -> None:
        measured(house, episode, pressures=((Decimal(148), Decimal(94)), (Decimal(144), Decimal(90))))
        assert str(known(episode).blood_pressure) == "146/92"

    def test_keeps_the_others_in_their_unit(self, house: House, episode: EpisodeOfCare) -> None:
        measured(house, episode)
        found = known(episode)
        assert (found.heart_rate, found.oxygen_saturation, str(found.weight)) == (72, 98, "68 kg")

    def test_leaves_a_saturation_on_oxygen_aside(self, house: House, episode: EpisodeOfCare) -> None:
        measured(house, episode, values={"spo2": Decimal(98)}, oxygen_flow=Decimal(2))
        assert known(episode).oxygen_saturation is None

    @pytest.mark.parametrize(
        ("given", "because"),
        [
            ({"pressures": ((Decimal(76), Decimal(122)),)}, "lower pressure on top"),
            ({"pressures": ((Decimal(90), Decimal(90)),)}, "lower pressure on top"),
            ({"pressures": (), "values": {"spo2": Decimal(101)}}, "not possible"),
            ({"pressures": (), "values": {"weight": Decimal(0)}}, "not possible"),
            ({"pressures": (), "values": {}}, "no measurement was given"),
        ],
    )
    def test_refuses_what_cannot_be(self, house: House, episode: EpisodeOfCare, given: Any, because: str) -> None:
        with pytest.raises(Refused, match=because):
            measured(house, episode, **given)
        assert not Observation.objects.exists()

    def test_refuses_a_time_ahead(self, house: House, episode: EpisodeOfCare) -> None:
        with pytest.raises(Refused, match="time lies ahead"):
            actions.record_measurements(
                patient=episode.patient,
                by=house.bauer,
                at=MORNING,
                measured_at=MORNING + timedelta(minutes=1),
                values={"heart_rate": Decimal(70)},
            )

    def test_is_refused_to_who_may_not(self, house: House, episode: EpisodeOfCare) -> None:
        with pytest.raises(Denied):
            actions.record_measurements(
                patient=episode.patient, by=house.alvarez, at=MORNING, measured_at=MORNING, values={"spo2": Decimal(98)}
            )

    @pytest.mark.parametrize(("positive", "read"), [(True, True), (False, False)])
    def test_keeps_a_pregnancy_test(self, house: House, episode: EpisodeOfCare, positive: bool, read: bool) -> None:
        actions.record_pregnancy_test(
            patient=episode.patient, sample="urine", positive=positive, by=house.bauer, at=MORNING, tested_at=MORNING
        )
        assert known(episode).pregnancy_test_positive is read

    def test_keeps_a_laboratory_value(self, house: House, episode: EpisodeOfCare) -> None:
        common: dict[str, Any] = {"patient": episode.patient, "by": house.bauer, "at": MORNING, "taken_at": MORNING}
        actions.record_result(code="3016-3", value=Decimal("1.2"), unit="m[IU]/L", **common)
        assert known(episode).tsh == Decimal("1.2")
        with pytest.raises(Refused, match="is read in"):
            actions.record_result(code="3016-3", value=Decimal("1.2"), unit="g", **common)
        with pytest.raises(Refused, match="not possible"):
            actions.record_result(code="2951-2", value=Decimal("14"), unit="mmol/L", **common)

    @pytest.mark.parametrize(("code", "kept"), [("2324-2", Decimal(55)), ("2951-2", None)])
    def test_keeps_the_laboratorys_upper_limit_where_one_is_compared(
        self, house: House, episode: EpisodeOfCare, code: str, kept: Decimal | None
    ) -> None:
        unit = "U/L" if code == "2324-2" else "mmol/L"
        row = actions.record_result(
            patient=episode.patient, code=code, value=Decimal(140), unit=unit, by=house.bauer, at=MORNING,
            taken_at=MORNING, upper_limit=Decimal(55),
        )  # fmt: skip
        assert row.reference_high == kept

    def test_taken_back_counts_no_more(self, house: House, episode: EpisodeOfCare) -> None:
        measured(house, episode, pressures=(), values={"weight": Decimal(680) / 10})
        row = Observation.objects.get(code="29463-7")
        actions.take_back_observation(observation=row, because="Another scale", by=house.bauer, at=MORNING)
        assert known(episode).weight is None
        assert facts.for_episode(episode, at=MORNING).weight_on is None
        with pytest.raises(Refused, match="meanwhile"):
            actions.take_back_observation(observation=row, because="Again", by=house.bauer, at=MORNING)


class TestThePageOfMeasurements:
    SET = {"systolic_1": "122", "diastolic_1": "76", "heart_rate": "72", "do": "measure"}

    @pytest.fixture
    def address(self, episode: EpisodeOfCare) -> str:
        return reverse("intake:measurements", args=[episode.pk])

    def test_prefills_nothing(self, house: House, episode: EpisodeOfCare, nurse: Client, address: str) -> None:
        measured(house, episode)
        page = nurse.get(address)
        form = page.context["measure_form"]
        assert [name for name in form.fields if form[name].value()] == []

    def test_keeps_what_was_given(self, episode: EpisodeOfCare, nurse: Client, address: str) -> None:
        assert nurse.post(address, self.SET).status_code == 302
        assert Observation.objects.count() == 2

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"diastolic_1": ""}, "A reading has two numbers."),
            ({"diastolic_1": "122"}, "The lower pressure is below the upper one."),
            ({"spo2": "98"}, "room air or on oxygen"),
            ({"spo2": "98", "breathing": "oxygen"}, "How many litres a minute?"),
            ({"heart_rate": "7.5"}, "10 to 350 is possible."),
            ({"heart_rate": "seventy"}, "This is not a number."),
            ({"done_at": "2091-01-01T10:00"}, "This lies ahead."),
            ({"systolic_1": "", "diastolic_1": "", "heart_rate": ""}, "No measurement is given."),
        ],
    )
    def test_says_what_cannot_be(self, nurse: Client, address: str, change: dict[str, str], says: str) -> None:
        answer = nurse.post(address, self.SET | change)
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert not Observation.objects.exists()

    def test_asks_again_about_an_unusual_number(self, nurse: Client, address: str) -> None:
        unusual = self.SET | {"heart_rate": "172"}
        first = nurse.post(address, unusual)
        assert "heart rate 172 /min" in first.content.decode()
        assert not Observation.objects.exists()
        seen = first.context["measure_form"]["looked_at"].value()
        assert nurse.post(address, unusual | {"confirmed": "on", "looked_at": seen}).status_code == 302
        assert Observation.objects.filter(value_number=172).exists()

    def test_does_not_take_a_tick_for_another_number(self, nurse: Client, address: str) -> None:
        seen = nurse.post(address, self.SET | {"heart_rate": "172"}).context["measure_form"]["looked_at"].value()
        changed = self.SET | {"heart_rate": "272", "confirmed": "on", "looked_at": seen}
        assert nurse.post(address, changed).status_code == 422
        assert not Observation.objects.exists()

    @pytest.mark.parametrize(
        ("weight", "asked_again"), [("78.2", False), ("78.3", True), ("57.8", False), ("57.7", True)]
    )
    def test_asks_again_when_the_weight_jumped(
        self, house: House, episode: EpisodeOfCare, nurse: Client, address: str, weight: str, asked_again: bool
    ) -> None:
        measured(house, episode, pressures=(), values={"weight": Decimal(68)})
        answer = nurse.post(address, {"weight": weight, "do": "measure"})
        assert (answer.status_code == 422) is asked_again

    def test_keeps_a_pregnancy_test_and_a_value(self, episode: EpisodeOfCare, nurse: Client, address: str) -> None:
        test = {"do": "pregnancy", "pregnancy-sample": "urine", "pregnancy-result": "negative"}
        value = {"do": "result", "result-which": "3016-3|m[IU]/L", "result-value": "1.2"}
        assert nurse.post(address, test).status_code == nurse.post(address, value).status_code == 302
        found = now_known(episode)
        assert (found.pregnancy_test_positive, found.tsh) == (False, Decimal("1.2"))

    def test_takes_back_what_was_wrong(self, house: House, episode: EpisodeOfCare, nurse: Client) -> None:
        measured(house, episode, pressures=(), values={"weight": Decimal(68)})
        row = Observation.objects.get()
        assert nurse.get(reverse("intake:observation", args=[episode.pk, row.pk])).status_code == 200
        address = reverse("intake:take_back", args=[episode.pk, row.pk])
        assert nurse.post(address, {"because": ""}).status_code == 422
        assert nurse.post(address, {"because": "Another scale"}).status_code == 302
        assert known(episode).weight is None

    def test_is_read_only_for_a_coordinator(self, house: House, address: str) -> None:
        client = signed_in(house.alvarez)
        assert "recorded by clinicians" in client.get(address).content.decode()
        assert client.post(address, self.SET).status_code == 403
        assert not Observation.objects.exists()


class TestScreeningQuestions:
    FACTS = {
        "current-psychosis": "current_psychosis",
        "current-mania": "current_mania",
        "family-psychosis-first-degree": "family_psychosis",
        "capacity-to-consent": "capacity",
        "coercion-suspected": "coercion",
        "childbearing-potential": "childbearing_potential",
        "63895-7": "breastfeeding",
        "ketamine-use-disorder": "ketamine_use_disorder",
        "ketamine-uropathy": "ketamine_uropathy",
        "last-session-tolerated": "last_session_tolerated",
        "sleep-evaluation-done": "sleep_evaluated",
        "osa-therapy-effective": "apnoea_therapy_effective",
        "sud-is-treatment-target": "addiction_is_target",
        "addiction-physician-agreement": "addiction_physician_agrees",
        "escort-arranged": "escort_arranged",
        "home-safe": "home_safe",
    }

    @pytest.mark.parametrize("code", [question.code for question in asked.QUESTIONS])
    @pytest.mark.parametrize("answer", [True, False])
    def test_are_read_as_answered(self, house: House, episode: EpisodeOfCare, code: str, answer: bool) -> None:
        name = self.FACTS[code]
        assert getattr(known(episode), name) is None
        actions.record_answers(patient=episode.patient, by=house.bauer, at=MORNING, answers={code: answer})
        assert getattr(known(episode), name) is answer

    def test_keep_numbers_dates_and_classes(self, house: House, episode: EpisodeOfCare) -> None:
        actions.record_answers(
            patient=episode.patient,
            by=house.bauer,
            at=MORNING,
            prior_sessions=0,
            last_seizure="2025-11",
            child_pugh="b",
        )
        found = known(episode)
        assert (found.prior_sessions, str(found.last_seizure), found.child_pugh) == (0, "November 2025", "B")

    def test_are_kept_from_the_page_and_the_rest_stays_unknown(self, episode: EpisodeOfCare, nurse: Client) -> None:
        address = reverse("intake:questions", args=[episode.pk])
        assert nurse.post(address, {"current_psychosis": "no", "prior_sessions": "0"}).status_code == 302
        found = now_known(episode)
        assert (found.current_psychosis, found.prior_sessions, found.current_mania) == (False, 0, None)

    def test_choose_nothing_beforehand(self, house: House, episode: EpisodeOfCare, nurse: Client) -> None:
        actions.record_answers(
            patient=episode.patient, by=house.bauer, at=MORNING, answers={"current-psychosis": False}
        )
        page = nurse.get(reverse("intake:questions", args=[episode.pk])).content.decode()
        assert "checked" not in page
        assert "Answered no" in page

    def test_need_an_answer(self, episode: EpisodeOfCare, nurse: Client) -> None:
        assert nurse.post(reverse("intake:questions", args=[episode.pk]), {}).status_code == 422
        assert not Observation.objects.exists()


class TestTheSuicideScreener:
    NO = {"ideation_1": False, "ideation_2": False, "behaviour_ever": False}

    def record(self, house: House, episode: EpisodeOfCare, **answers: bool) -> Score | Incomplete:
        return actions.record_suicide_screener(
            patient=episode.patient, episode=episode, answers=answers, by=house.bauer, at=MORNING, asked_at=MORNING
        )

    def test_is_read_by_the_rules(self, house: House, episode: EpisodeOfCare) -> None:
        found = self.record(house, episode, **(self.NO | {"ideation_1": True}))
        screener = known(episode).suicide_screener
        assert screener is not None
        assert (screener.missing, screener.highest_ideation, found.band) == ((), 1, "low")  # type: ignore[union-attr]
        assert QuestionnaireResponse.objects.get().band == "low"

    def test_keeps_gaps_as_gaps_and_never_turns_an_alarm_away(self, house: House, episode: EpisodeOfCare) -> None:
        found = self.record(house, episode, ideation_4=True)
        screener = known(episode).suicide_screener
        assert isinstance(found, Incomplete)
        assert screener is not None and "ideation 1" in screener.missing
        assert screener.highest_ideation == 4
        assert not QuestionnaireResponse.objects.exists()

    def test_needs_an_answer(self, house: House, episode: EpisodeOfCare) -> None:
        with pytest.raises(Refused, match="A gap is not a no"):
            self.record(house, episode)

    def test_says_what_to_do_now(self, episode: EpisodeOfCare, nurse: Client) -> None:
        sent = {"ideation_1": "yes", "ideation_2": "yes", "ideation_3": "yes", "ideation_4": "yes", "ideation_5": "no"}
        address = reverse("intake:suicide_screener", args=[episode.pk])
        page = nurse.post(address, sent | {"behaviour_ever": "no"}, follow=True).content.decode()
        assert "Do not leave the patient alone" in page
        assert "Tier: high" in page

    def test_points_out_a_contradiction(self, episode: EpisodeOfCare, nurse: Client) -> None:
        sent = {"ideation_1": "no", "ideation_2": "no", "behaviour_ever": "no", "behaviour_recent": "yes"}
        assert nurse.post(reverse("intake:suicide_screener", args=[episode.pk]), sent).status_code == 422
        assert not Observation.objects.exists()


class TestThePartsOfTheIntake:
    def test_say_what_is_open_and_where_to_go_on(self, house: House, episode: EpisodeOfCare) -> None:
        page = signed_in(house.bauer).get(reverse("intake:edit", args=[episode.pk]))
        open_parts = {part.name: part.missing for part in page.context["parts"]}
        assert open_parts["History"] == ("medicines", "allergies")
        assert open_parts["Questions"][:2] == ("psychotic symptoms", "mania")
        assert "pregnancy test" in open_parts["Measurements"]

    def test_do_not_ask_a_man_for_a_pregnancy_test(self, house: House) -> None:
        patient = a_patient(house, given_name="Daniel", sex="male")
        episode = an_episode(house, patient)
        page = signed_in(house.bauer).get(reverse("intake:measurements", args=[episode.pk]))
        assert "pregnancy test" not in page.context["parts"][-1].missing
