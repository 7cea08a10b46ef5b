"""What we intend and what the patient wants: goals, care plan, preparation, order."""

from django.db import models
from django.db.models import F, Q

from holdspace.chart.models.base import Entry
from holdspace.chart.models.episode import EpisodeOfCare
from holdspace.clinic.models import Staff


class Goal(Entry):
    """What the patient wants, in their own words."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="goals")
    words = models.TextField()
    will_notice_by = models.TextField(blank=True, help_text="How they will notice that it has changed.")
    dropped = models.BooleanField(default=False)


class CarePlan(Entry):
    """Which protocol, how many doses, which measure; a new version amends the last and needs approval again."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="care_plans")
    protocol_id = models.CharField(max_length=20)
    protocol_version = models.PositiveIntegerField(default=0, help_text="Of the clinic's protocol; 0 is as published.")
    protocol_body = models.JSONField(default=dict, help_text="The protocol as it was when the plan was written.")
    route = models.CharField(max_length=10)
    sessions_planned = models.PositiveSmallIntegerField()
    preparation_sessions = models.PositiveSmallIntegerField()
    days_between = models.PositiveSmallIntegerField()
    target_instrument = models.CharField(max_length=40)
    beside = models.TextField(blank=True, help_text="Other therapy, exercise, sleep, food, people.")
    why_this_protocol = models.TextField(blank=True)


class PlanApproval(Entry):
    """A prescriber's signature under one version of a plan."""

    plan = models.OneToOneField(CarePlan, on_delete=models.PROTECT, related_name="approval")
    approved_at = models.DateTimeField()


class PreparationSession(Entry):
    """A therapy session before a dose."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="preparation_sessions")
    held_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    intention = models.TextField(help_text="In the patient's words.")
    fears = models.TextField(blank=True)
    how_to_calm = models.TextField(help_text="What helps this person when it gets hard.")
    covered = models.JSONField(default=list, help_text="What was gone through.")
    note = models.TextField(blank=True)


class SafetyPlan(Entry):
    """What to do when thoughts of suicide come; written with the patient."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="safety_plans")
    warning_signs = models.TextField()
    coping = models.TextField()
    people_and_places = models.TextField()
    people_to_ask = models.TextField()
    professionals = models.TextField()
    making_safe = models.TextField(help_text="Means kept away.")
    worth_living_for = models.TextField(blank=True)
    written_at = models.DateTimeField()


class SettingChoices(Entry):
    """How the patient wants the room to be."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="setting_choices")
    music = models.CharField(max_length=300, blank=True)
    music_avoid = models.CharField(max_length=300, blank=True)
    eye_shade = models.BooleanField(null=True)
    light = models.CharField(max_length=60, blank=True)
    comfort = models.CharField(max_length=300, blank=True)
    brings = models.CharField(max_length=300, blank=True)
    chosen_at = models.DateTimeField()


class TouchAgreement(Entry):
    """Which touch is welcome, agreed before the drug. Under the drug it may be narrowed, never widened."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="touch_agreements")
    areas = models.JSONField(default=list, help_text="Named areas; an empty list is: no touch.")
    stop_word = models.CharField(max_length=60)
    hand_signal = models.CharField(max_length=120)
    agreed_at = models.DateTimeField()


class DoseOrder(Entry):
    """The prescriber's instruction for one dosing session, with the sum it came from."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="orders")
    plan = models.ForeignKey(CarePlan, on_delete=models.PROTECT, related_name="orders")
    dose_number = models.PositiveSmallIntegerField()
    route = models.CharField(max_length=10)
    drug = models.CharField(max_length=30)
    ordered_value = models.DecimalField(max_digits=10, decimal_places=4)
    ordered_unit = models.CharField(max_length=10)
    weight_kg = models.DecimalField(max_digits=6, decimal_places=2)
    weight_observation = models.ForeignKey("chart.Observation", on_delete=models.PROTECT, null=True, related_name="+")
    dose_mg = models.DecimalField(max_digits=10, decimal_places=3)
    concentration_mg_per_ml = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    volume_ml = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    duration_minutes = models.PositiveSmallIntegerField(null=True)
    parts_mg = models.JSONField(default=list, help_text="A split dose, as written sums of milligrams.")
    guards = models.JSONField(default=list, help_text="[{id, says, because, hard_stop}] as they were said.")
    override_reason = models.TextField(blank=True)
    signed_at = models.DateTimeField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(dose_mg__gt=0), name="order_dose_is_more_than_nothing"),
            models.CheckConstraint(
                condition=Q(guards=[]) | ~Q(override_reason=""), name="order_past_a_guard_has_a_reason"
            ),
        ]


class OrderCountersignature(Entry):
    """The second prescriber's signature on an order past a guard."""

    order = models.OneToOneField(DoseOrder, on_delete=models.PROTECT, related_name="countersignature")
    first_signer = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(recorded_by=F("first_signer")), name="order_countersigned_by_somebody_else"
            ),
        ]


class OrderCancellation(Entry):
    """An order taken back before it was given."""

    order = models.OneToOneField(DoseOrder, on_delete=models.PROTECT, related_name="cancellation")
    reason = models.TextField()
    cancelled_at = models.DateTimeField()
