"""Who works here, in which roles, in which rooms; and who may change it."""

import pytest
from django.test import Client
from django.urls import reverse

from holdspace.clinic import actions
from holdspace.clinic.models import AuditEntry, Room, Staff
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical.roles import Role
from tests.board.build import signed_in, sure
from tests.chart.build import MORNING, a_clinic

pytestmark = pytest.mark.database
NEW = {
    "name": "Jo Falk RN",
    "short_name": "J. Falk RN",
    "email": "jo.falk@harbour.example",
    "password": "a quiet long password",
    "roles": [Role.MONITOR],
}


def added(house, by="brandt", **given):
    return actions.add_staff(**NEW | given, site=house.site, by=house.people[by], at=MORNING)


def changed(house, staff, roles, by="brandt"):
    return actions.change_staff(
        staff=staff, name=staff.name, short_name=staff.short_name, site=staff.site, roles=roles,
        by=house.people[by], at=MORNING,
    )  # fmt: skip


class TestAddingSomebody:
    def test_lets_them_sign_in_with_their_roles(self):
        house = a_clinic()
        staff = added(house)
        assert (staff.clinic, staff.roles) == (house.clinic, {Role.MONITOR})
        client = Client()
        client.post(reverse("account_login"), {"login": NEW["email"], "password": NEW["password"]})
        assert client.get("/").status_code == 200

    @pytest.mark.parametrize("who", ["lindqvist", "moreau", "bauer", "alvarez", "quinn"])
    def test_is_a_managers_act(self, who):
        house = a_clinic()
        with pytest.raises(Denied, match="manage staff"):
            added(house, by=who)
        assert not Staff.objects.filter(name=NEW["name"]).exists()

    @pytest.mark.parametrize(
        ("given", "says"),
        [({"email": "bauer@harbour.example"}, "already signs somebody in"), ({"password": "short"}, "at least 12")],
    )
    def test_is_refused_with_a_used_address_or_a_weak_password(self, given, says):
        house = a_clinic()
        with pytest.raises(Refused, match=says):
            added(house, **given)
        assert not Staff.objects.filter(name=NEW["name"]).exists()


class TestChangingRoles:
    def test_gives_and_takes_and_writes_both_down(self):
        house = a_clinic()
        staff = changed(house, house.osei, [Role.MONITOR, Role.COORDINATOR])
        assert staff.roles == {Role.MONITOR, Role.COORDINATOR}
        entry = AuditEntry.objects.get(did="changed a member of staff")
        assert (entry.detail["given"], entry.detail["taken"]) == (["coordinator"], ["custodian"])

    def test_never_leaves_a_clinic_without_a_manager(self):
        house = a_clinic()
        with pytest.raises(Refused, match="only manager"):
            changed(house, house.brandt, [Role.COORDINATOR])
        changed(house, house.alvarez, [Role.MANAGER])
        assert changed(house, house.brandt, [Role.COORDINATOR]).roles == {Role.COORDINATOR}

    def test_does_not_reach_into_another_clinic(self):
        house, other = a_clinic(), a_clinic("Lindenhof")
        with pytest.raises(Refused, match="another clinic"):
            changed(house, other.bauer, [Role.PRESCRIBER])
        assert Staff.objects.get(pk=other.bauer.pk).roles == {Role.MONITOR}


class TestEndingAnEmployment:
    def test_closes_the_door_at_once(self):
        house = a_clinic()
        client = signed_in(house.bauer)
        assert client.get("/").status_code == 200
        actions.end_employment(staff=house.bauer, by=house.brandt, at=MORNING)
        assert client.get("/").status_code == 302
        assert signed_in(house.bauer).get("/").status_code == 302

    def test_is_refused_for_the_only_manager(self):
        house = a_clinic()
        with pytest.raises(Refused, match="only manager"):
            actions.end_employment(staff=house.brandt, by=house.brandt, at=MORNING)
        assert Staff.objects.get(pk=house.brandt.pk).ended_at is None


class TestRooms:
    def test_have_names_of_their_own_at_a_site(self):
        house = a_clinic()
        with pytest.raises(Refused, match="already has a Room 1"):
            actions.add_room(site=house.site, name="Room 1", for_dosing=True, by=house.brandt, at=MORNING)
        actions.add_room(site=house.site, name="Garden room", for_dosing=True, by=house.brandt, at=MORNING)
        assert Room.objects.filter(site=house.site).count() == 3


class TestThePages:
    def test_show_every_role_with_what_it_may_do(self):
        shown = signed_in(a_clinic().bauer).get("/staff/").content.decode()
        assert "Session monitor" in shown and "Order a dose" in shown and "Change<" not in shown

    @pytest.mark.parametrize("address", ["/staff/new/", "/sites/new/"])
    def test_of_change_open_for_managers_alone(self, address):
        house = a_clinic()
        assert sure(house.brandt).get(address).status_code == 200
        assert sure(house.bauer).get(address).status_code == 403

    def test_ask_for_the_password_once_more_before_anybody_is_added(self):
        answer = signed_in(a_clinic().brandt).get("/staff/new/")
        assert answer.status_code == 302 and "reauthenticate" in answer.url

    def test_add_somebody_from_a_form(self):
        house = a_clinic()
        typed = NEW | {"roles": ["monitor", "custodian"], "site": house.site.pk}
        answer = sure(house.brandt).post("/staff/new/", typed, follow=True)
        assert "Jo Falk RN can sign in." in answer.content.decode()
        assert Staff.objects.get(name="Jo Falk RN").roles == {Role.MONITOR, Role.CUSTODIAN}

    def test_keep_what_was_typed_when_it_is_refused(self):
        house = a_clinic()
        answer = sure(house.brandt).post("/staff/new/", NEW | {"password": "short", "roles": ["monitor"]})
        assert answer.status_code == 409
        assert "Jo Falk RN" in answer.content.decode() and not Staff.objects.filter(name="Jo Falk RN").exists()
