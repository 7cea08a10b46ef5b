"""The encounter at which the drug is given: time-out, draw, events, readiness, closing."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from uuid6 import uuid7

from holdspace.chart.models.base import Entry
from holdspace.chart.models.episode import Encounter, EpisodeOfCare
from holdspace.chart.models.patient import Patient
from holdspace.chart.models.plan import DoseOrder
from holdspace.clinic.append_only import AppendOnly
from holdspace.clinic.models import Room, Staff


class DosingSessionQuerySet(models.QuerySet["DosingSession"]):
    """Questions about dosing sessions."""

    def visible_to(self, staff: Staff) -> Self:
        """Sessions of patients of this person's clinic."""
        return self.filter(patient__clinic_id=staff.clinic_id)

    def under_way(self) -> Self:
        """Sessions in which somebody is in a room now."""
        return self.filter(state__in=DosingSession.UNDER_WAY)

    def to_settle(self) -> Self:
        """Sessions with an entry that somebody has still to look at."""
        return self.filter(to_settle__gt=0)


class DosingSession(models.Model):
    """One dose under supervision. Its state is a fold over its events, kept here so that the board can ask for it."""

    class State(models.TextChoices):
        """Where the session stands; a person moves it, never the clock."""

        SCHEDULED = "scheduled", "Scheduled"
        TIME_OUT = "time_out", "Time-out"
        DOSING = "dosing", "Dosing"
        RECOVERY = "recovery", "Recovery"
        READY_TO_LEAVE = "ready_to_leave", "Ready to leave"
        COMPLETED = "completed", "Completed"
        REVIEWED = "reviewed", "Reviewed"
        ON_HOLD = "on_hold", "On hold"
        STOPPED = "stopped", "Stopped"
        ABANDONED = "abandoned", "Abandoned"
        TRANSFERRED = "transferred", "Transferred"

    UNDER_WAY = ("time_out", "dosing", "recovery", "ready_to_leave", "on_hold", "stopped")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="dosing_sessions")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="dosing_sessions")
    encounter = models.OneToOneField(Encounter, on_delete=models.PROTECT, related_name="dosing_session")
    order = models.ForeignKey(DoseOrder, on_delete=models.PROTECT, null=True, related_name="dosing_sessions")
    number = models.PositiveSmallIntegerField(help_text="First, second, ... dose of the course.")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="dosing_sessions")
    monitor = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    therapist = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    prescriber = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    scheduled_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.SCHEDULED)
    started_at = models.DateTimeField(null=True, blank=True, help_text="When dosing was started.")
    ended_at = models.DateTimeField(null=True, blank=True)
    to_settle = models.PositiveIntegerField(
        default=0, help_text="Entries a person has still to look at: late, doubled, conflicting, missing."
    )

    objects = DosingSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            # A visit at which nothing was given uses up no number.
            models.UniqueConstraint(
                fields=["episode", "number"],
                condition=~Q(state="abandoned"),
                name="dose_number_is_used_once_in_a_course",
            ),
            models.CheckConstraint(condition=~Q(monitor=F("therapist")), name="monitor_and_therapist_are_two_people"),
        ]
        indexes = [models.Index(fields=["state", "scheduled_at"], name="dosing_session_on_the_board")]


class TimeOutCheck(Entry):
    """One answer of the same-day time-out; the newest answer to an item counts."""

    class Answer(models.TextChoices):
        """What was found."""

        OK = "ok", "Done"
        HOLD = "hold", "Hold today"
        NOT_DUE = "not_due", "Not due"

    dosing_session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, related_name="time_out_checks")
    item = models.CharField(max_length=40)
    answer = models.CharField(max_length=20, choices=Answer.choices)
    value = models.JSONField(default=dict)
    says = models.TextField(blank=True)
    happened_at = models.DateTimeField()


class DrugDraw(Entry):
    """The drug drawn for this session, from which vial, by whom and before whose eyes."""

    dosing_session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, related_name="draws")
    drug = models.CharField(max_length=30)
    lot = models.CharField(max_length=60)
    expires_on = models.DateField()
    concentration_mg_per_ml = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    volume_ml = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    amount_mg = models.DecimalField(max_digits=10, decimal_places=3)
    drawn_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    witnessed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=~Q(drawn_by=F("witnessed_by")), name="draw_witnessed_by_somebody_else"),
            models.CheckConstraint(condition=Q(amount_mg__gt=0), name="draw_is_more_than_nothing"),
        ]


class SessionEvent(AppendOnly):
    """One thing that happened in a room, as the device wrote it; everything on the session screen folds over these."""

    sequence = models.BigAutoField(primary_key=True, help_text="The server's order; the only cursor.")
    id = models.UUIDField(unique=True, help_text="Made on the device (UUIDv7); sending twice is harmless.")
    dosing_session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, related_name="events", db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=30)
    payload = models.JSONField(default=dict)
    schema_version = models.PositiveSmallIntegerField(default=1)
    happened_at = models.DateTimeField()
    offset_minutes = models.SmallIntegerField(help_text="The device's offset from UTC when it happened.")
    device = models.CharField(max_length=60)
    device_sequence = models.PositiveIntegerField()
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    witness = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    received_at = models.DateTimeField()
    written = models.TextField(help_text="The bytes as sent.")
    sha256 = models.CharField(max_length=64)
    after_closing = models.BooleanField(default=False, help_text="Came after the session was closed; kept and flagged.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dosing_session", "device", "device_sequence"], name="device_counts_each_event_once"
            ),
        ]
        indexes = [models.Index(fields=["dosing_session", "sequence"], name="event_in_order")]


class ReadinessAssessment(Entry):
    """Every criterion for leaving, answered; and the signatures that let the patient go."""

    dosing_session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, related_name="readiness_assessments")
    answers = models.JSONField(default=dict)
    criteria = models.JSONField(default=list, help_text="[{code, title, met, says}] as they were judged.")
    is_ready = models.BooleanField()
    override_reason = models.TextField(blank=True)
    overridden_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    assessed_at = models.DateTimeField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(overridden_by=None) | ~Q(override_reason=""), name="readiness_overridden_only_with_a_reason"
            ),
        ]


class SessionClosing(Entry):
    """The session is closed: what was felt, what went wrong (none said aloud), and where every milligram went."""

    dosing_session = models.OneToOneField(DosingSession, on_delete=models.PROTECT, related_name="closing")
    how = models.CharField(max_length=20, help_text="went_home, transferred, not_dosed.")
    dissociation = models.TextField()
    side_effects = models.TextField()
    adverse_events = models.TextField()
    drawn_mg = models.DecimalField(max_digits=10, decimal_places=3)
    given_mg = models.DecimalField(max_digits=10, decimal_places=3)
    wasted_mg = models.DecimalField(max_digits=10, decimal_places=3)
    waste_witness = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    left_with = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            # Rounded, because SQLite adds decimals as binary fractions and 30.1 + 7.2 would miss 37.3 by a hair.
            models.CheckConstraint(
                condition=Q(drawn_mg=Round(F("given_mg") + F("wasted_mg"), precision=3)),
                name="dose_drawn_is_given_or_wasted",
            ),
            models.CheckConstraint(
                condition=Q(waste_witness=None) | ~Q(waste_witness=F("recorded_by")),
                name="waste_witnessed_by_somebody_else",
            ),
        ]


class SessionReview(Entry):
    """The prescriber has read the closed session."""

    dosing_session = models.OneToOneField(DosingSession, on_delete=models.PROTECT, related_name="review")
    note = models.TextField(blank=True)
    reviewed_at = models.DateTimeField()


class AdverseEvent(Entry):
    """Harm or possible harm, graded."""

    dosing_session = models.ForeignKey(
        DosingSession, on_delete=models.PROTECT, null=True, related_name="adverse_event_entries"
    )
    event = models.OneToOneField(SessionEvent, on_delete=models.PROTECT, null=True, related_name="+")
    term = models.CharField(max_length=200)
    code = models.CharField(max_length=20, blank=True)
    severity = models.CharField(max_length=20)
    serious = models.BooleanField()
    action = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    happened_at = models.DateTimeField()


class FollowUpCall(Entry):
    """The call about 24 hours after a dose; an unanswered try is written down too."""

    dosing_session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, related_name="calls")
    called_at = models.DateTimeField()
    reached = models.BooleanField()
    c_ssrs = models.JSONField(default=dict)
    side_effects = models.TextField(blank=True)
    sleep = models.CharField(max_length=300, blank=True)
    mood = models.PositiveSmallIntegerField(null=True, help_text="0 to 10, as the patient says it.")
    safety = models.TextField(blank=True, help_text="How safe the patient is and feels.")
    risk = models.CharField(max_length=20, blank=True, help_text="Tier of the C-SSRS; empty is not told in full.")
    told_whom = models.TextField(blank=True, help_text="Who was told of a raised risk, and what was agreed.")
    questions = models.TextField(blank=True, help_text="What the patient asked, and who answers.")
    note = models.TextField(blank=True)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(mood=None) | Q(mood__lte=10), name="call_mood_is_0_to_10"),
            models.CheckConstraint(
                condition=~Q(risk__in=("moderate", "high")) | ~Q(told_whom=""),
                name="call_with_raised_risk_says_who_was_told",
            ),
        ]
