"""Opens the demo clinic: its site, its rooms, its people, its consent form."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from holdspace.care.consent import actions as consents
from holdspace.clinic import audit
from holdspace.clinic.models import Account, Clinic, HeldRole, Room, Site, Staff
from holdspace.library.actions import protocols
from holdspace.simulation.staff import PASSWORD, STAFF
from holdspace.simulation.telling import Diary

NAME = "Lanternfield Clinic"
ROOMS = (
    ("Room 1", True),
    ("Room 2", True),
    ("Room 3", True),
    ("Room 4", True),
    ("Garden room", False),
    ("Study", False),
)
INFUSED = "Two prescribers are credentialled for infusions; the pumps are checked each month."
TALKED = "Our therapists are trained in it, and it is what most people are referred here for."
ADOPTED = (
    ("P-03", INFUSED),
    ("P-04", INFUSED),
    ("P-06", "For people whose veins are hard to find."),
    ("P-17", TALKED),
    ("P-18", TALKED),
    ("P-22", "We hold one programme a season, for four people at most."),
)
# Where it is about midday when the demo is filled, somebody can have been dosed this morning and be booked this
# afternoon; the first zone is kept whenever its clocks allow.
ZONES = (
    "America/New_York",
    "America/Los_Angeles",
    "Pacific/Honolulu",
    "Pacific/Auckland",
    "Australia/Brisbane",
    "Asia/Singapore",
    "Asia/Dhaka",
    "Asia/Dubai",
    "Africa/Nairobi",
    "Europe/London",
    "Atlantic/Azores",
    "America/Sao_Paulo",
)
MIDDAY = time(13, 0)
NEAR_ENOUGH = timedelta(minutes=90)


@dataclass
class House:
    """The demo clinic with its people and rooms by name."""

    clinic: Clinic
    site: Site
    rooms: dict[str, Room]
    people: dict[str, Staff]
    diary: Diary = field(default_factory=Diary)

    @property
    def dosing_rooms(self) -> list[str]:
        """The rooms in which somebody can be dosed."""
        return [name for name, room in self.rooms.items() if room.for_dosing]

    @property
    def talking_rooms(self) -> list[str]:
        """The rooms for everything else."""
        return [name for name, room in self.rooms.items() if not room.for_dosing]


def zone_for(at: datetime) -> ZoneInfo:
    """A zone in which it is about midday at this moment."""
    near = [ZoneInfo(name) for name in ZONES if _off_midday(at, ZoneInfo(name)) <= NEAR_ENOUGH]
    return near[0] if near else min((ZoneInfo(name) for name in ZONES), key=lambda zone: _off_midday(at, zone))


def _off_midday(at: datetime, zone: ZoneInfo) -> timedelta:
    here = at.astimezone(zone)
    return abs(here - datetime.combine(here.date(), MIDDAY, zone))


def open_house(*, at: datetime, zone: ZoneInfo) -> House:
    """Make the clinic and everybody in it, at a moment before the first patient comes."""
    clinic = Clinic.objects.create(
        name=NAME,
        is_demo=True,
        crisis_line="Call your local emergency number, at any hour. This is a demo: nobody answers here.",
        prescriber_phone="555 0100",
    )
    site = Site.objects.create(
        clinic=clinic, name="Lanternfield", address="1 Invented Lane, Nowhere", time_zone=zone.key
    )
    rooms = {
        name: Room.objects.create(site=site, name=name, for_dosing=for_dosing, place=place)
        for place, (name, for_dosing) in enumerate(ROOMS, start=1)
    }
    house = House(clinic, site, rooms, _let_in(clinic, site))
    audit.record(by=None, clinic=clinic, at=at, did="set up the demo clinic")
    consents.install_form(clinic=clinic, by=house.people["brandt"], at=at)
    _adopt_protocols(house, at)
    return house


def _adopt_protocols(house: House, at: datetime) -> None:
    """The clinical lead takes up what this clinic is trained for, to be looked at again in a year."""
    review = at.date() + timedelta(days=365)
    for code, reason in ADOPTED:
        protocols.adopt(code=code, reason=reason, review_due_on=review, by=house.people["abara"], at=at)


def _let_in(clinic: Clinic, site: Site) -> dict[str, Staff]:
    # One hash for all: the password is public, and hashing it fifteen times costs seconds.
    hashed = make_password(PASSWORD)
    people = {}
    for each in STAFF:
        account = Account.objects.create(email=each.email, password=hashed)
        staff = Staff.objects.create(
            clinic=clinic,
            site=site,
            account=account,
            name=each.name,
            short_name=each.short_name,
            profession=each.profession,
        )
        HeldRole.objects.bulk_create(HeldRole(staff=staff, role=role.value) for role in each.roles)
        people[each.key] = staff
    return people
