"""What is asked at an integration session: as many insights, and as many small things under each, as there are."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms

from holdspace.care.integration.actions import NEEDS_WORDS, SmallThing, Taken
from holdspace.care.integration.escalation import ESCALATIONS, NONE
from holdspace.chart.models import ActionProgress, DosingSession, IntegrationSession
from holdspace.ui.forms import ChoiceText, DayField, MomentField

MOST = 12
THING_FIELDS = ("what", "when", "due_on", "barrier", "support")
NEXT_DOSE = (
    (IntegrationSession.NextDose.YES, ChoiceText("Another dose as planned", "A prescriber decides")),
    (IntegrationSession.NextDose.HOLD, ChoiceText("Wait and see", "Holds the next order until you speak again")),
    (IntegrationSession.NextDose.NO, ChoiceText("No further dose", "Holds the next order until you speak again")),
)


def words(label: str, rows: int = 3, **options: Any) -> forms.CharField:
    """A field for some sentences."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


def shape_of(told: Mapping[str, Any]) -> list[int]:
    """How many small things stand under each insight, from the hidden field that travels with the form."""
    parts = [part for part in str(told.get("shape", "")).split("-") if part.isdecimal()]
    return [min(max(int(part), 1), MOST) for part in parts[:MOST]] or [1]


def grown(shape: list[int], add: str) -> list[int]:
    """The shape with one more insight ("insight"), or with one more small thing under an insight (its place)."""
    if add == "insight":
        return [*shape, 1]
    return [count + (str(place) == add) for place, count in enumerate(shape)]


class SessionForm(forms.Form):
    """One session: since the dose, the experience, what it means, what follows, safety, the next dose."""

    held_at = MomentField(label="Held")
    since_dose = words("How it has been since the dose", 2)
    in_their_words = words("The experience, as they tell it", 6)
    difficult = words("What was difficult", 2, required=False)
    body = words("In the body", 2, required=False)
    meaning = words("What it means to them", 3, required=False)
    themes = forms.CharField(
        label="Themes", max_length=300, required=False, help_text="A few words, with commas between them."
    )
    safety = words("Safety, asked again", 2, help_text="Thoughts of suicide, sleep, substances, being alone.")
    escalations = forms.MultipleChoiceField(
        label="Is any of this so?",
        choices=[*((each.code, ChoiceText(each.asks, each.do)) for each in ESCALATIONS), (NONE, "None of these")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Not answered yet. None of these is an answer."},
    )
    told = forms.CharField(
        label="Who was told",
        max_length=300,
        required=False,
        help_text="Needed when any of these is so: whom, and when.",
    )
    next_dose = forms.ChoiceField(label="What it means for a next dose", choices=NEXT_DOSE, widget=forms.RadioSelect)
    shape = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *data: Any, shape: list[int], dosing_session: DosingSession, now: datetime, **options: Any):
        super().__init__(*data, **options)
        self.counts, self.dosing_session, self.now = shape, dosing_session, now
        self.initial["shape"] = "-".join(map(str, shape))
        for place, count in enumerate(shape):
            self.fields[f"insight_{place}"] = words("What I take from it", 2, required=False)
            for number in range(count):
                self._add_thing(f"{place}_{number}")

    def _add_thing(self, place: str) -> None:
        self.fields[f"what_{place}"] = forms.CharField(label="One small thing I will do", required=False)
        self.fields[f"when_{place}"] = forms.CharField(
            label="When", max_length=200, required=False, help_text="Sunday, before noon."
        )
        self.fields[f"due_on_{place}"] = DayField(label="Asked about by", required=False)
        self.fields[f"barrier_{place}"] = forms.CharField(label="In the way", required=False)
        self.fields[f"support_{place}"] = forms.CharField(label="Help", required=False)

    @property
    def insights(self) -> list[dict[str, Any]]:
        """The insights as fields, each with its small things."""
        return [
            {
                "place": place,
                "field": self[f"insight_{place}"],
                "things": [
                    {name: self[f"{name}_{place}_{number}"] for name in THING_FIELDS} for number in range(count)
                ],
            }
            for place, count in enumerate(self.counts)
        ]

    def clean_held_at(self) -> datetime:
        """After the dose, and not ahead."""
        held_at: datetime = self.cleaned_data["held_at"]
        if held_at > self.now:
            raise forms.ValidationError("This lies ahead. Correct the time.")
        if self.dosing_session.started_at and held_at < self.dosing_session.started_at:
            raise forms.ValidationError(f"This lies before dose {self.dosing_session.number}. Correct the time.")
        return held_at

    def clean_escalations(self) -> list[str]:
        """None of these stands alone."""
        ticked: list[str] = self.cleaned_data["escalations"]
        if NONE in ticked and len(ticked) > 1:
            raise forms.ValidationError("None of these and one of these cannot both be so. Correct one.")
        return ticked

    def clean(self) -> dict[str, Any]:
        """Whoever was told, where something is passed on; what and when of each small thing."""
        cleaned = super().clean() or {}
        if set(cleaned.get("escalations", ())) - {NONE} and not cleaned.get("told"):
            self.add_error("told", "Tell a prescriber now, then write whom you told and when.")
        if set(cleaned.get("escalations", ())) - {NONE} and cleaned.get("next_dose") == IntegrationSession.NextDose.YES:
            self.add_error("next_dose", "With one of these a dose as planned is not the way. Choose another.")
        for place, count in enumerate(self.counts):
            self._check_insight(cleaned, place, count)
        return cleaned

    def _check_insight(self, cleaned: dict[str, Any], place: int, count: int) -> None:
        whole = False
        for number in range(count):
            given = [name for name in THING_FIELDS if cleaned.get(f"{name}_{place}_{number}")]
            for name in ("what", "when"):
                if given and name not in given:
                    self.add_error(f"{name}_{place}_{number}", "A small thing needs what and when.")
            whole = whole or bool(given)
        if whole and not cleaned.get(f"insight_{place}"):
            self.add_error(f"insight_{place}", "Write what it follows from.")
        if cleaned.get(f"insight_{place}") and not whole:
            self.add_error(f"what_{place}_0", "Agree on one small thing that follows from it.")

    @property
    def answers(self) -> dict[str, Any]:
        """The cleaned answers, as the action takes them."""
        told = self.cleaned_data
        plain = ("held_at", "since_dose", "in_their_words", "difficult", "body", "meaning", "safety", "told")
        return {name: told[name] for name in (*plain, "next_dose")} | {
            "themes": tuple(part.strip() for part in told["themes"].split(",") if part.strip()),
            "escalations": tuple(code for code in told["escalations"] if code != NONE),
            "taken": tuple(self._taken(place, count) for place, count in enumerate(self.counts) if self._given(place)),
        }

    def _given(self, place: int) -> bool:
        return bool(self.cleaned_data.get(f"insight_{place}"))

    def _taken(self, place: int, count: int) -> Taken:
        told = self.cleaned_data
        things = [{name: told[f"{name}_{place}_{number}"] for name in THING_FIELDS} for number in range(count)]
        return Taken(told[f"insight_{place}"], tuple(SmallThing(**thing) for thing in things if thing["what"]))


PROGRESS = (
    (ActionProgress.Status.DONE, "Done"),
    (ActionProgress.Status.UNDER_WAY, "Under way"),
    (ActionProgress.Status.CHANGED, ChoiceText("Changed", "Say into what")),
    (ActionProgress.Status.DROPPED, ChoiceText("Let go", "Say what they say about it")),
)


class ProgressForm(forms.Form):
    """How one small thing went."""

    status = forms.ChoiceField(label="How did it go?", choices=PROGRESS, widget=forms.RadioSelect)
    words = words("In their words", 3, required=False)

    def clean(self) -> dict[str, Any]:
        """To change it or let it go needs words."""
        cleaned = super().clean() or {}
        if cleaned.get("status") in NEEDS_WORDS and not cleaned.get("words"):
            self.add_error("words", "Write what changed, or why it is let go.")
        return cleaned
