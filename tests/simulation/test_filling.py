"""Filling is repeatable by its seed, all or nothing, and never done beside real patients."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from holdspace.chart.models import EpisodeOfCare, Patient
from holdspace.chart.refusals import NotYet
from holdspace.clinic.models import Clinic
from holdspace.simulation import RealClinic, arriving, fill, filling, ordering
from holdspace.simulation.script import PARTS, Part, Told
from tests.chart.build import a_clinic
from tests.simulation.conftest import NOW

pytestmark = pytest.mark.database

UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
# The order of the server and the digest of bytes with an identity in them; a salted hash is never the same.
OF_THE_DATABASE = {"sequence", "sha256", "password", "last_login"}
FEW = ("Sofia Lindgren", "Lotte Bakker", "Clara Benedetti")


@pytest.fixture
def few(monkeypatch):
    """A demo of three lives, quick to tell."""
    monkeypatch.setattr(filling, "PARTS", [part for part in PARTS if part.person.full_name in FEW])


def _quiet(line: str) -> None:
    """Nobody watches."""


def _dump() -> str:
    """Everything on record, with each identity named by the order in which it first appears."""
    models = [*apps.get_app_config("clinic").get_models(), *apps.get_app_config("chart").get_models()]
    rows = []
    for model in models:
        fields = [field.attname for field in model._meta.concrete_fields if field.name not in OF_THE_DATABASE]
        rows += [{model._meta.label: row} for row in model._base_manager.order_by("pk").values(*fields)]
    known: dict[str, str] = {}
    text = json.dumps(rows, cls=DjangoJSONEncoder, indent=1, ensure_ascii=False)
    text = re.sub(r'"id": \d+', '"id": 0', text)
    return UUID.sub(lambda found: known.setdefault(found[0].replace("-", ""), f"#{len(known)}"), text)


def _filled(*, at: datetime = NOW, seed: int = 7) -> str:
    with transaction.atomic():
        fill(at=at, seed=seed, told=_quiet)
        dump = _dump()
        transaction.set_rollback(True)
    return dump


class TestFilling:
    def test_twice_with_one_seed_gives_the_same_record(self, db, few):
        assert _filled(seed=3) == _filled(seed=3)

    def test_with_another_seed_gives_another(self, db, few):
        assert _filled(seed=3) != _filled(seed=4)

    @pytest.mark.parametrize(
        "at",
        [
            datetime(2026, 3, 8, 18, 0, tzinfo=UTC),  # clocks go forward in New York
            datetime(2028, 2, 29, 3, 15, tzinfo=UTC),
            datetime(2027, 1, 1, 0, 0, tzinfo=UTC),
            datetime(2026, 10, 31, 9, 59, 59, 999999, tzinfo=UTC),
        ],
    )
    def test_works_on_any_day_at_any_hour(self, db, few, at):
        assert '"state": "time_out"' in _filled(at=at)

    def test_is_refused_beside_a_real_clinic(self, db):
        a_clinic()
        with pytest.raises(RealClinic, match="holds a real clinic"):
            fill(at=NOW, told=_quiet)
        assert Clinic.objects.count() == 1
        assert Patient.objects.count() == 0


def _orders_too_early(life):
    yield from arriving.referral(life)
    yield from ordering.ordered(life, number=1, on=-2)


class TestAStoryThatBreaksARule:
    def test_ends_the_filling_and_leaves_nothing_behind(self, db, monkeypatch):
        part = PARTS[0]
        story = Part(part.person, -2, part.way, Told(_orders_too_early))
        monkeypatch.setattr(filling, "PARTS", [story])
        with pytest.raises(NotYet, match="No intake is recorded"):
            fill(at=NOW, told=_quiet)
        assert Clinic.objects.count() == 0
        assert EpisodeOfCare.objects.count() == 0
