"""The pages of planning: nothing is filled in, the guards speak while one types, signing asks who you are."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from holdspace.chart.models import CarePlan, DoseOrder, DosingSession, Goal, OrderCountersignature, PlanApproval
from tests.care.planning.course import a_plan, an_order, consented, eligible, planned, prepared, weighed
from tests.chart.build import PASSWORD, a_clinic

pytestmark = pytest.mark.database


def signed_in(house, name):
    client = Client()
    client.post(reverse("account_login"), {"login": f"{name}@harbour.example", "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def long_ago(client):
    """The same person, ten minutes after they gave their password."""
    session = client.session
    for method in session["account_authentication_methods"]:
        method["at"] -= 600
    session.save()
    return client


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def ready(house):
    """A course in which the order is the next step, as of now."""
    now = timezone.now()
    episode = eligible(house, at=now - timedelta(days=20))
    episode = planned(house, consented(house, episode, at=now - timedelta(days=20)), at=now - timedelta(days=20))
    return weighed(house, prepared(house, episode, at=now - timedelta(days=19)), at=now - timedelta(minutes=5))


HALF = {"amount": "0.5", "unit": "mg/kg", "concentration": "50"}


class TestTheOrderPage:
    def test_fills_in_nothing(self, house, ready):
        form = signed_in(house, "lindqvist").get(reverse("planning:order", args=[ready.pk])).context["form"]
        assert [bound.value() for bound in form] == [None] * len(form.fields)

    def test_shows_the_sum_line_by_line_while_one_types(self, house, ready):
        answer = signed_in(house, "lindqvist").post(reverse("planning:order_preview", args=[ready.pk]), HALF)
        page = answer.content.decode()
        assert "0.5 mg/kg × 68 kg = 34 mg" in page and "34 mg ÷ 50 mg/mL = 0.68 mL" in page
        assert not DoseOrder.objects.exists()

    @pytest.mark.parametrize(
        ("amount", "says"),
        [("5", "Hard stop: cannot be signed"), ("1.6", "Needs a reason and a second"), ("1", "No guard closes")],
    )
    def test_shows_the_guards_while_one_types(self, house, ready, amount, says):
        address = reverse("planning:order_preview", args=[ready.pk])
        assert says in signed_in(house, "lindqvist").post(address, HALF | {"amount": amount}).content.decode()

    def test_reckons_for_a_prescriber_of_this_clinic_only(self, house, ready):
        address = reverse("planning:order_preview", args=[ready.pk])
        assert signed_in(house, "bauer").post(address, HALF).status_code == 403
        other = a_clinic("Hillside Clinic")
        stranger = Client()
        stranger.post(reverse("account_login"), {"login": other.hale.account.email, "password": PASSWORD})
        assert stranger.post(address, HALF).status_code == 404

    def test_says_why_there_is_no_sum(self, house, ready):
        address = reverse("planning:order_preview", args=[ready.pk])
        answer = signed_in(house, "lindqvist").post(address, HALF | {"parts": "20 + 20"}).content.decode()
        assert "the parts add up to 40 mg, the dose is 34 mg" in answer

    def test_signs(self, house, ready):
        answer = signed_in(house, "lindqvist").post(reverse("planning:order", args=[ready.pk]), HALF, follow=True)
        assert DoseOrder.objects.get().dose_mg == Decimal(34)
        assert "The order is signed." in answer.content.decode()

    def test_asks_for_the_password_ten_minutes_later(self, house, ready):
        client = long_ago(signed_in(house, "lindqvist"))
        answer = client.post(reverse("planning:order", args=[ready.pk]), HALF)
        assert answer.status_code == 302 and "reauthenticate" in answer.url
        assert not DoseOrder.objects.exists()

    def test_goes_on_with_what_was_typed_once_the_password_is_given(self, house, ready):
        client = long_ago(signed_in(house, "lindqvist"))
        asked = client.post(reverse("planning:order", args=[ready.pk]), HALF)
        client.post(asked.url, {"password": PASSWORD})
        assert DoseOrder.objects.get().recorded_by == house.lindqvist

    def test_cannot_sign_a_tenfold_slip_and_keeps_what_was_typed(self, house, ready):
        typed = HALF | {"amount": "5", "override_reason": "Asked for"}
        answer = signed_in(house, "lindqvist").post(reverse("planning:order", args=[ready.pk]), typed)
        page = answer.content.decode()
        assert answer.status_code == 409 and "This is a hard stop" in page and 'value="5"' in page
        assert not DoseOrder.objects.exists()

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"amount": ""}, "There is no dose"),
            ({"amount": "-1"}, "greater than or equal"),
            ({"amount": "half"}, "Enter a number"),
            ({"amount": "NaN"}, "Enter a number"),
            ({"unit": ""}, "There is no unit"),
            ({"concentration": ""}, "The vial is not chosen"),
            ({"parts": "some"}, "The parts cannot be read"),
            ({"parts": "NaN + 4"}, "The parts cannot be read"),
        ],
    )
    def test_says_beside_the_field_what_is_wrong(self, house, ready, typed, says):
        answer = signed_in(house, "lindqvist").post(reverse("planning:order", args=[ready.pk]), HALF | typed)
        assert answer.status_code == 422 and says in answer.content.decode()
        assert not DoseOrder.objects.exists()

    def test_shows_a_nurse_no_form(self, house, ready):
        page = signed_in(house, "bauer").get(reverse("planning:order", args=[ready.pk])).content.decode()
        assert "A prescriber orders the dose." in page and 'name="amount"' not in page

    def test_takes_no_order_from_a_nurse(self, house, ready):
        assert signed_in(house, "bauer").post(reverse("planning:order", args=[ready.pk]), HALF).status_code == 403
        assert not DoseOrder.objects.exists()


class TestTheSecondSignature:
    @pytest.fixture
    def order(self, house, ready):
        return an_order(house, ready, at=timezone.now(), amount=Decimal("1.6"), override_reason="Bore it elsewhere")

    def test_is_not_offered_to_the_first_signer(self, house, order):
        page = signed_in(house, "lindqvist").get(reverse("planning:order", args=[order.episode_id])).content.decode()
        assert "You signed first" in page and "Give the second signature" not in page

    def test_is_given_by_another_prescriber(self, house, order):
        signed_in(house, "hale").post(reverse("planning:order_countersign", args=[order.pk]))
        assert OrderCountersignature.objects.get().recorded_by == house.hale

    def test_asks_for_the_password(self, house, order):
        answer = long_ago(signed_in(house, "hale")).post(reverse("planning:order_countersign", args=[order.pk]))
        assert "reauthenticate" in answer.url and not OrderCountersignature.objects.exists()


class TestThePlanPage:
    def test_offers_first_what_is_made_for_the_condition(self, house):
        episode = eligible(house)
        context = signed_in(house, "moreau").get(reverse("planning:write_plan", args=[episode.pk])).context
        assert {"P-03", "P-18"} <= {each.id for each in context["fitting"]}
        assert "P-09" in {each.id for each in context["others"]}

    def test_asks_why_for_a_protocol_made_for_another(self, house):
        address = reverse("planning:write_plan", args=[eligible(house).pk])
        assert "why_this_protocol" in signed_in(house, "moreau").get(f"{address}?protocol=P-09").content.decode()
        assert "why_this_protocol" not in signed_in(house, "moreau").get(f"{address}?protocol=P-18").content.decode()

    def test_writes_the_plan(self, house):
        episode = eligible(house)
        said = {
            "protocol_id": "P-18",
            "route": "im",
            "sessions_planned": 6,
            "preparation_sessions": 3,
            "days_between": 14,
            "target_instrument": "phq-9",
        }
        signed_in(house, "moreau").post(reverse("planning:write_plan", args=[episode.pk]), said)
        assert CarePlan.objects.get().sessions_planned == 6

    def test_approves_with_a_password_of_the_last_minutes(self, house):
        plan = a_plan(house, consented(house, eligible(house, at=timezone.now()), at=timezone.now()))
        Goal.objects.create(
            patient=plan.patient,
            episode=plan.episode,
            words="Sleep",
            recorded_at=timezone.now(),
            recorded_by=house.moreau,
        )
        address = reverse("planning:approve_plan", args=[plan.pk])
        assert "reauthenticate" in long_ago(signed_in(house, "lindqvist")).post(address).url
        assert not PlanApproval.objects.exists()
        signed_in(house, "lindqvist").post(address)
        assert PlanApproval.objects.get().recorded_by == house.lindqvist


class TestGoals:
    def test_are_shown_in_the_patients_voice(self, house):
        episode = eligible(house)
        client = signed_in(house, "moreau")
        client.post(reverse("planning:goals", args=[episode.pk]), {"words": "Ring my sister"})
        page = client.get(reverse("planning:goals", args=[episode.pk])).content.decode()
        assert '<blockquote class="voice">“Ring my sister”</blockquote>' in page

    def test_need_words(self, house):
        answer = signed_in(house, "moreau").post(reverse("planning:goals", args=[eligible(house).pk]), {"words": ""})
        assert answer.status_code == 422 and not Goal.objects.exists()


class TestBooking:
    def said(self, house, **given):
        people = {"monitor": house.bauer.pk, "therapist": house.moreau.pk, "prescriber": house.lindqvist.pk}
        return {"minutes": 180, "room": house.rooms[0].pk, **people, **given}

    def test_reads_the_time_as_the_clocks_of_the_site_show_it(self, house, ready):
        on = timezone.localdate() + timedelta(days=3)
        said = self.said(house, on=on.isoformat(), at_time="10:00")
        answer = signed_in(house, "alvarez").post(reverse("planning:book_session", args=[ready.pk]), said, follow=True)
        session = DosingSession.objects.get()
        assert session.scheduled_at.astimezone(_berlin()).strftime("%H:%M") == "10:00"
        assert "Dose 1 is booked for" in answer.content.decode()

    def test_refuses_a_time_that_the_clocks_skip(self, house, ready):
        said = self.said(house, on="2031-03-30", at_time="02:30")
        answer = signed_in(house, "alvarez").post(reverse("planning:book_session", args=[ready.pk]), said)
        assert answer.status_code == 409 and "02:30 on 30 March 2031 does not exist" in answer.content.decode()
        assert not DosingSession.objects.exists()

    def test_offers_each_part_only_to_those_who_play_it(self, house, ready):
        page = signed_in(house, "alvarez").get(reverse("planning:book_session", args=[ready.pk]))
        offered = {str(staff) for staff in page.context["form"].fields["monitor"].queryset}
        assert offered == {"Tilda Bauer RN", "Paul Osei RN"}


def _berlin():
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Berlin")


class TestWaiving:
    def test_shows_nothing_to_go_past_where_nothing_stands(self, house, ready):
        address = reverse("planning:waive", args=[ready.pk]) + "?step=next_dose&block=integration"
        assert "Nothing to go past" in signed_in(house, "lindqvist").get(address).content.decode()

    def test_shows_the_block_that_stands(self, house, ready):
        an_order(house, ready, at=timezone.now())
        _dosed_today(house, ready)
        address = reverse("planning:waive", args=[ready.pk]) + "?step=next_dose&block=integration"
        page = signed_in(house, "lindqvist").get(address).content.decode()
        assert "No integration session since dose 1." in page and "Go on with this reason" in page


def _dosed_today(house, episode):
    from tests.care.planning.course import booked

    session = booked(house, episode, timezone.now() + timedelta(minutes=1), at=timezone.now())
    DosingSession.objects.filter(pk=session.pk).update(state="completed", started_at=timezone.now())
