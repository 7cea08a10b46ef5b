"""Where care happens: a clinic, its sites, their rooms."""

from django.db import models
from uuid6 import uuid7


class Clinic(models.Model):
    """One organisation; a patient belongs to exactly one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    is_demo = models.BooleanField(default=False, help_text="Invented people: every page says so.")
    crisis_line = models.CharField(max_length=200, help_text="Shown to a patient who may be in danger.")
    prescriber_phone = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """One address of a clinic, with the zone its clocks keep."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    time_zone = models.CharField(max_length=60, default="UTC", help_text="IANA name, as in Europe/Berlin.")

    def __str__(self) -> str:
        return self.name


class Room(models.Model):
    """A room in which a patient can be seen or dosed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=60)
    for_dosing = models.BooleanField(default=True)
    place = models.PositiveSmallIntegerField(default=0, help_text="Order on the board.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "name"], name="room_has_its_own_name_at_a_site")]

    def __str__(self) -> str:
        return self.name
