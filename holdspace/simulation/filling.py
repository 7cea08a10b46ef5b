"""Fills an empty database with the demo clinic, in one transaction: all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from holdspace.chart.models import DosingSession, Patient
from holdspace.clinic.models import Clinic
from holdspace.simulation.house import House, open_house, zone_for
from holdspace.simulation.life import Life
from holdspace.simulation.script import PARTS, Part
from holdspace.simulation.staff import SignIn, sign_ins
from holdspace.simulation.telling import Calendar, tell

OPENED_DAYS_BEFORE = 200
TOLD_EVERY = 10


class RealClinic(Exception):
    """Nothing was filled: this database holds a real clinic."""


@dataclass(frozen=True)
class DemoClinic:
    """What was filled: the clinic, how to sign in, and how much there is."""

    clinic: Clinic
    sign_ins: tuple[SignIn, ...]
    patients: int
    dosing_sessions: int


def fill(*, at: datetime, seed: int = 7, told: Callable[[str], None] = print) -> DemoClinic:
    """Fill the demo clinic as it stands at this moment; does nothing when it is there, refuses beside a real clinic."""
    if Clinic.objects.filter(is_demo=False).exists():
        raise RealClinic("Nothing was filled. This database holds a real clinic. Choose another data folder.")
    standing = Clinic.objects.filter(is_demo=True).first()
    clinic = standing or _fill(at.replace(microsecond=0), seed, told)
    return DemoClinic(
        clinic=clinic,
        sign_ins=sign_ins(),
        patients=Patient.objects.filter(clinic=clinic).count(),
        dosing_sessions=DosingSession.objects.filter(patient__clinic=clinic).count(),
    )


def _fill(at: datetime, seed: int, told: Callable[[str], None]) -> Clinic:
    zone = zone_for(at)
    with transaction.atomic(), timezone.override(zone):
        house = open_house(at=at - timedelta(days=OPENED_DAYS_BEFORE), zone=zone)
        lives = [_life(house, part, place, at, seed, zone) for place, part in enumerate(PARTS)]
        stories = [part.told.begin(life) for part, life in zip(PARTS, lives, strict=True)]
        tell(stories, until=at, told=_progress(told))
    return house.clinic


def _life(house: House, part: Part, place: int, at: datetime, seed: int, zone: ZoneInfo) -> Life:
    # Each life has chances of its own, so that a change in one story changes no other.
    chance = Random(f"{seed}/{part.person.full_name}")
    calendar = Calendar(at, zone, chance)
    return Life(house, part.person, place, calendar, chance, part.first, part.way)


def _progress(told: Callable[[str], None]) -> Callable[[int, int], None]:
    """One line now and then, so that nobody thinks it hangs."""

    def step(done: int, all_of_them: int) -> None:
        if done % TOLD_EVERY == 0 or done == all_of_them:
            told(f"  {done} of {all_of_them} invented courses told")

    return step
