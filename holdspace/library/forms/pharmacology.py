"""What is asked of the page on levels: a possible body, and up to three ways of giving."""

from decimal import Decimal
from typing import Any

from django import forms

from holdspace.clinical.pharmacokinetics.doses import FILM_HELD_MIN, ROUTE_WORDS, Drug
from holdspace.clinical.pharmacokinetics.interactions import INTERACTIONS
from holdspace.clinical.pharmacokinetics.models import MODELS, Analyte
from holdspace.clinical.pharmacokinetics.people import HEAVIEST_KG, LIGHTEST_KG
from holdspace.ui.forms import AmountField

LETTERS = ("A", "B", "C")
BY_WEIGHT, PLAIN = "mg/kg", "mg"
ANALYTE_WORDS = {
    Analyte.KETAMINE: "Ketamine in blood",
    Analyte.EFFECT: "Ketamine at the site of effect",
    Analyte.NORKETAMINE: "Norketamine in blood",
    Analyte.HYDROXYNORKETAMINE: "Hydroxynorketamine in blood",
}
# By the code of the effect; each is told with its own unit.
EFFECT_WORDS = {
    "dissociation": "Dissociation",
    "drug high": "Feeling of a high",
    "systolic": "Rise of systolic pressure",
    "diastolic": "Rise of diastolic pressure",
    "heart rate": "Rise of heart rate",
}
SHOWN = {**{each.value: words for each, words in ANALYTE_WORDS.items()}, **EFFECT_WORDS}
INTERACTION_WORDS = {"grapefruit": "Grapefruit juice", "st-johns-wort": "St John’s wort", "maoi": "MAO inhibitor"}
HOURS = ((2, "2 hours"), (4, "4 hours"), (8, "8 hours"))


def _minutes(label: str, **options: Any) -> AmountField:
    return AmountField(label=label, required=False, min_value=Decimal(0), max_value=Decimal(1440), **options)


class BodyForm(forms.Form):
    """A possible body, nobody's in particular, and what is looked at."""

    weight = AmountField(
        label="Weight",
        initial="70",
        min_value=Decimal(str(LIGHTEST_KG)),
        max_value=Decimal(str(HEAVIEST_KG)),
        error_messages={"required": "There is no weight. Type one."},
    )
    age = AmountField(label="Age", initial="40", required=False, min_value=Decimal(18), max_value=Decimal(120))
    taken = forms.ChoiceField(
        label="Taken beside it",
        required=False,
        choices=[("", "Nothing that matters")]
        + [(each.code, INTERACTION_WORDS.get(each.code, each.code.capitalize())) for each in INTERACTIONS],
    )
    analyte = forms.ChoiceField(label="Show", choices=list(SHOWN.items()), initial="ketamine")
    hours = forms.TypedChoiceField(label="For", choices=HOURS, coerce=int, initial=4)


class CourseForm(forms.Form):
    """One way of giving; without a dose it is left out."""

    drug = forms.ChoiceField(
        label="Drug", choices=[(Drug.RACEMIC.value, "Racemic ketamine"), (Drug.ESKETAMINE.value, "Esketamine")]
    )
    route = forms.ChoiceField(
        label="Route", choices=[(route.value, words.capitalize()) for route, words in ROUTE_WORDS.items()]
    )
    dose = AmountField(label="Dose", required=False, max_digits=8, decimal_places=3)
    per = forms.ChoiceField(label="In", choices=[(PLAIN, "mg"), (BY_WEIGHT, "mg/kg")], initial=PLAIN)
    over = _minutes("Over", help_text="A drip only.")
    again = AmountField(label="Second dose", required=False, max_digits=8, decimal_places=3)
    again_at = _minutes("At minute")
    hold = _minutes("Held", help_text=f"Under the tongue only; {FILM_HELD_MIN:g} minutes if left empty.")
    spat = forms.BooleanField(label="Rest spat out", required=False)
    model = forms.ChoiceField(
        label="Model",
        required=False,
        choices=[("", "The best suited"), *((model.code, model.title) for model in MODELS)],
    )

    def clean(self) -> dict[str, Any]:
        """A second dose needs a first, and its minute."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("again") and not told.get("dose"):
            self.add_error("dose", "There is a second dose without a first.")
        if told.get("again") and told.get("again_at") is None:
            self.add_error("again_at", "The second dose has no minute. Type when it is given.")
        return told

    @property
    def is_asked(self) -> bool:
        """Whether there is a dose to look at."""
        return bool(self.is_valid() and self.cleaned_data.get("dose"))
