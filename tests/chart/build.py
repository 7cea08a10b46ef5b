"""The same few people in every test: a clinic, its staff by name, a patient, a course of care."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from holdspace.chart.actions import record_observation
from holdspace.chart.models import EpisodeOfCare, Intake, Observation, Patient
from holdspace.clinic.models import Account, Clinic, HeldRole, Room, Site, Staff
from holdspace.clinical.protocols import PROTOCOLS, Protocol
from holdspace.clinical.roles import Role
from holdspace.library.models import ClinicProtocol

MORNING = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 6, 9, 0, tzinfo=UTC)
FAR_AHEAD = date(2090, 1, 2)
PASSWORD = "held-with-care-2026"
LOINC = "http://loinc.org"

PEOPLE = (
    ("lindqvist", "Dr Astrid Lindqvist", "Dr A. Lindqvist", (Role.PRESCRIBER,)),
    ("hale", "Dr Tom Hale", "Dr T. Hale", (Role.PRESCRIBER,)),
    ("moreau", "Lena Moreau", "L. Moreau", (Role.THERAPIST,)),
    ("bauer", "Tilda Bauer RN", "T. Bauer RN", (Role.MONITOR,)),
    ("osei", "Paul Osei RN", "P. Osei RN", (Role.MONITOR, Role.CUSTODIAN)),
    ("alvarez", "Rosa Alvarez", "R. Alvarez", (Role.COORDINATOR,)),
    ("brandt", "Mila Brandt", "M. Brandt", (Role.MANAGER,)),
    ("quinn", "Sam Quinn", "S. Quinn", (Role.PRIVACY_OFFICER, Role.AUDITOR)),
    ("solberg", "Dr Ingrid Solberg", "Dr I. Solberg", (Role.CLINICAL_LEAD,)),
)


@dataclass
class House:
    """A clinic with one site, two rooms and its people, by family name."""

    clinic: Clinic
    site: Site
    rooms: list[Room]
    people: dict[str, Staff] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Staff:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


def a_clinic(
    name: str = "Harbour Clinic",
    time_zone: str = "Europe/Berlin",
    adopted: Iterable[Protocol] = PROTOCOLS,
) -> House:
    """A clinic with everybody in it; e-mail addresses are <family name>@<first word of the clinic>.example.

    It uses every published protocol, unless told otherwise.
    """
    clinic = Clinic.objects.create(name=name, crisis_line="In danger now? Call 112.", prescriber_phone="+49 30 5550100")
    site = Site.objects.create(clinic=clinic, name="Quay", time_zone=time_zone)
    rooms = [Room.objects.create(site=site, name=f"Room {place}", place=place) for place in (1, 2)]
    house = House(clinic, site, rooms)
    for key, full, short, roles in PEOPLE:
        house.people[key] = somebody(house, key, full, short, roles)
    adopt(house, adopted)
    return house


def adopt(house: House, protocols: Iterable[Protocol], at: datetime = LONG_AGO) -> None:
    """The clinical lead takes these protocols up as they are published."""
    given = {"version": 1, "change": "adopted", "reason": "What we are trained for.", "review_due_on": FAR_AHEAD}
    given |= {"recorded_at": at, "recorded_by": house.solberg, "clinic": house.clinic}
    ClinicProtocol.objects.bulk_create(
        ClinicProtocol(code=each.id, based_on=each.id, body=each.as_dict(), **given) for each in protocols
    )


def somebody(house: House, key: str, full: str, short: str, roles: tuple[Role, ...]) -> Staff:
    """One member of staff with an account that can sign in."""
    domain = house.clinic.name.split()[0].lower()
    account = Account.objects.create_user(f"{key}@{domain}.example", PASSWORD)
    staff = Staff.objects.create(clinic=house.clinic, site=house.site, account=account, name=full, short_name=short)
    HeldRole.objects.bulk_create(HeldRole(staff=staff, role=role.value) for role in roles)
    return staff


def a_patient(house: House, **given: Any) -> Patient:
    """Maya Okafor, unless told otherwise."""
    count = Patient.objects.filter(clinic=house.clinic).count()
    facts = {
        "number": f"HS-{count + 1:04}",
        "given_name": "Maya",
        "family_name": "Okafor",
        "birth_on": date(1987, 3, 14),
        "sex": "female",
        "pronouns": "she/her",
        "created_at": MORNING - timedelta(days=30),
    } | given
    return Patient.objects.create(clinic=house.clinic, **facts)


def an_episode(house: House, patient: Patient | None = None, **given: Any) -> EpisodeOfCare:
    """An open course of care, referred a month ago."""
    facts = {"opened_at": MORNING - timedelta(days=30), "opened_by": house.alvarez, "referred_by": "Dr Brook"} | given
    return EpisodeOfCare.objects.create(patient=patient or a_patient(house), site=house.site, **facts)


def an_intake(house: House, episode: EpisodeOfCare, **given: Any) -> Intake:
    """An intake with every part answered."""
    facts = {
        "in_their_words": "I want mornings back.",
        "problem": "Recurrent depression",
        "indication_code": "F33.2",
        "indication": "Recurrent depression, severe",
        "earlier_treatment": "Sertraline, then venlafaxine, each a year",
        "adequate_prior_trials": 2,
        "substance_use": "A glass of wine a week",
        "ketamine_before": "Never",
        "living_situation": "With her sister",
        "recorded_at": MORNING - timedelta(days=29),
        "recorded_by": house.alvarez,
    } | given
    return Intake.objects.create(episode=episode, patient=episode.patient, **facts)


def a_weight(house: House, patient: Patient, kilograms: str = "68", at: datetime = MORNING) -> Observation:
    """A weight measured at a time."""
    return record_observation(
        patient=patient,
        by=house.bauer,
        at=at,
        effective_at=at,
        system=LOINC,
        code="29463-7",
        text="Body weight",
        number=Decimal(kilograms),
        unit="kg",
    )
