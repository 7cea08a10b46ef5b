"""Making sense afterwards, and how the person is doing: integration, actions, questionnaires."""

from django.db import models
from django.db.models import Q

from holdspace.chart.models.base import Entry
from holdspace.chart.models.dosing import DosingSession
from holdspace.chart.models.episode import EpisodeOfCare


class IntegrationSession(Entry):
    """A therapy session after a dose, in which insight becomes action."""

    class NextDose(models.TextChoices):
        """What therapist and patient say about another dose; a prescriber decides."""

        YES = "yes", "Another dose as planned"
        HOLD = "hold", "Wait and see"
        NO = "no", "No further dose"

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="integration_sessions")
    dosing_session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, related_name="integration_sessions")
    held_at = models.DateTimeField()
    since_dose = models.TextField(help_text="How it has been since the dose.")
    in_their_words = models.TextField(help_text="The experience, in the patient's words.")
    difficult = models.TextField(blank=True)
    body = models.TextField(blank=True)
    meaning = models.TextField(blank=True)
    themes = models.JSONField(default=list)
    safety = models.TextField(help_text="Safety asked again, and what was answered.")
    next_dose = models.CharField(max_length=10, choices=NextDose.choices)


class Insight(Entry):
    """One thing the patient takes from the experience, in their words."""

    integration_session = models.ForeignKey(IntegrationSession, on_delete=models.PROTECT, related_name="insights")
    words = models.TextField()


class IntegrationAction(Entry):
    """One small thing to do: what, when, what may get in the way, who helps."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="actions")
    insight = models.ForeignKey(Insight, on_delete=models.PROTECT, related_name="actions")
    what = models.TextField()
    when = models.CharField(max_length=200)
    due_on = models.DateField(null=True)
    barrier = models.TextField(blank=True)
    support = models.TextField(blank=True)


class ActionProgress(Entry):
    """How an action went, told at a later contact; the newest counts."""

    class Status(models.TextChoices):
        """Where the action stands."""

        DONE = "done", "Done"
        UNDER_WAY = "under_way", "Under way"
        CHANGED = "changed", "Changed"
        DROPPED = "dropped", "Let go"

    action = models.ForeignKey(IntegrationAction, on_delete=models.PROTECT, related_name="progress")
    status = models.CharField(max_length=20, choices=Status.choices)
    words = models.TextField(blank=True)
    told_at = models.DateTimeField()


class QuestionnaireResponse(Entry):
    """One filled form with its score, as it was scored at the time."""

    episode = models.ForeignKey(
        EpisodeOfCare, on_delete=models.PROTECT, null=True, related_name="questionnaire_responses"
    )
    dosing_session = models.ForeignKey(DosingSession, on_delete=models.PROTECT, null=True, related_name="+")
    instrument = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    total = models.IntegerField(null=True)
    band = models.CharField(max_length=60, blank=True)
    alerts = models.JSONField(default=list)
    answered_at = models.DateTimeField()
    mode = models.CharField(max_length=20, help_text="page, link, interview, paper, score: how the answers came.")
    respondent = models.CharField(max_length=20, blank=True, help_text="Whose answers: patient, clinician.")
    language = models.CharField(max_length=20, blank=True, help_text="In which the questions were read.")
    recall_window = models.CharField(max_length=120, blank=True, help_text="The time the answers speak of.")
    scoring_version = models.CharField(max_length=20, blank=True)
    answer_times = models.JSONField(default=dict, help_text="{item: moment}: when each answer was given.")
    declined = models.JSONField(default=list, help_text="Items the person said they would rather not answer.")
    subscales = models.JSONField(default=dict)
    raw = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    index = models.DecimalField(max_digits=9, decimal_places=3, null=True)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(answers={}) | Q(mode="score"), name="response_has_answers_or_is_a_score"
            ),
        ]
        indexes = [models.Index(fields=["patient", "instrument", "-answered_at"], name="response_newest")]
