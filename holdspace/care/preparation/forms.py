"""What is typed on the pages of preparation."""

from typing import Any

from django import forms

from holdspace.care.preparation.actions import TOPICS
from holdspace.ui.forms import NO, NOT_KNOWN, YES, MomentField

AREAS = (
    ("hand", "Hand"),
    ("arm", "Forearm"),
    ("shoulder", "Shoulder"),
    ("upper_back", "Upper back"),
    ("feet", "Feet, over the blanket"),
    ("forehead", "Forehead"),
)


def _long(label: str, help_text: str = "", *, required: bool = True, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        max_length=8000,
        required=required,
        label=label,
        help_text=help_text,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": "Not answered yet."},
    )


class SessionForm(forms.Form):
    """One preparation session that was held."""

    held_at = MomentField(label="Held", error_messages={"required": "Not answered yet."})
    minutes = forms.IntegerField(min_value=1, max_value=480, label="Length")
    intention = _long("Intention", "In the patient's words.")
    fears = _long("What they are afraid of", required=False)
    how_to_calm = _long("What calms this person", "When it gets hard: what helps, what makes it worse.")
    covered = forms.MultipleChoiceField(
        required=False,
        label="Gone through",
        choices=[(topic.code, topic.words) for topic in TOPICS],
        widget=forms.CheckboxSelectMultiple,
    )
    note = _long("Note", "For the team. Not the therapist's own notes.", required=False)

    def __init__(self, *args: Any, is_correction: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_correction:
            self.fields["amended_because"] = _long("What was wrong", "The earlier entry stays in the record.")

    def clean_covered(self) -> tuple[str, ...]:
        """The topics, in the order of the list."""
        chosen = self.cleaned_data["covered"]
        return tuple(topic.code for topic in TOPICS if topic.code in chosen)


class SafetyPlanForm(forms.Form):
    """What to do when thoughts of suicide come, step by step, written with the patient."""

    warning_signs = _long("1. How it begins", "Thoughts, moods, situations that say: it is starting.")
    coping = _long("2. What I can do alone", "Things that take my mind elsewhere, without anybody's help.")
    people_and_places = _long("3. People and places that take my mind off it", "Names and places. I need not say why.")
    people_to_ask = _long("4. People I can ask for help", "Names with phone numbers. I tell them what is happening.")
    professionals = _long("5. Professionals I call", "Names with phone numbers, day and night.")
    making_safe = _long("6. What I put out of reach", "Who keeps it, and until when.")
    worth_living_for = _long("What is worth living for", required=False)


class SettingForm(forms.Form):
    """How the patient wants the room to be."""

    music = forms.CharField(max_length=300, required=False, label="Music they want")
    music_avoid = forms.CharField(max_length=300, required=False, label="Music to avoid")
    eye_shade = forms.ChoiceField(
        label="Eye shade",
        choices=[(YES, "Yes"), (NO, "No"), (NOT_KNOWN, "Not asked")],
        widget=forms.RadioSelect,
        error_messages={"required": "Not answered yet."},
    )
    light = forms.CharField(max_length=60, required=False, label="Light")
    comfort = forms.CharField(max_length=300, required=False, label="Comfort", help_text="Blanket, pillow, warmth.")
    brings = forms.CharField(max_length=300, required=False, label="Brings along")

    def clean_eye_shade(self) -> bool | None:
        """Yes, no, or not asked, which is never read as no."""
        return {YES: True, NO: False}.get(self.cleaned_data["eye_shade"])


class TouchForm(forms.Form):
    """Which touch is welcome, and how the patient says stop."""

    welcome = forms.ChoiceField(
        label="Is touch welcome?",
        choices=[("no", "No touch"), ("yes", "Yes, on the areas named")],
        widget=forms.RadioSelect,
        error_messages={"required": "Not answered yet."},
    )
    areas = forms.MultipleChoiceField(required=False, label="Where", choices=AREAS, widget=forms.CheckboxSelectMultiple)
    other_area = forms.CharField(max_length=60, required=False, label="Somewhere else")
    stop_word = forms.CharField(max_length=60, label="Stop word", error_messages={"required": "Not answered yet."})
    hand_signal = forms.CharField(
        max_length=120,
        label="Hand signal",
        help_text="For when words do not come.",
        error_messages={"required": "Not answered yet."},
    )

    def clean(self) -> dict[str, Any]:
        """Areas and the answer above them say the same thing."""
        said = super().clean() or {}
        named = [*said.get("areas", []), *filter(None, [said.get("other_area", "").strip()])]
        if said.get("welcome") == "yes" and not named:
            self.add_error("areas", "No area is named. Name one, or choose: no touch.")
        if said.get("welcome") == "no" and named:
            self.add_error("welcome", "Areas are named below. Choose yes, or leave the areas out.")
        said["named"] = tuple(named)
        return said


def as_draft(posted: Any) -> dict[str, Any]:
    """What is on the form, as a draft keeps it."""
    kept = {name: posted.get(name, "") for name in posted if name not in ("csrfmiddlewaretoken", "covered")}
    return kept | ({"covered": posted.getlist("covered")} if "covered" in posted else {})
