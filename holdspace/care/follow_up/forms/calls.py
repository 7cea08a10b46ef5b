"""What is asked in the call after a dose; nothing is chosen beforehand."""

from datetime import datetime
from typing import Any

from django import forms

from holdspace.care.follow_up.actions.calls import RAISED, risk_of
from holdspace.clinical.instruments import C_SSRS_SINCE_LAST_VISIT, Incomplete, score
from holdspace.ui.forms import YES, ChoiceText, MomentField, YesNoField

REACHED, BROKE_OFF, NOBODY = "reached", "broke_off", "nobody"
HOW = (
    (REACHED, ChoiceText("Reached", "Everything below was asked")),
    (BROKE_OFF, ChoiceText("The call broke off", "Kept as far as it went; the call stays due")),
    (NOBODY, ChoiceText("Not reached", "The try is kept; the call stays due")),
)
DID_NOT_SAY = "not_said"
MOODS = [*((str(place), str(place)) for place in range(11)), (DID_NOT_SAY, "Did not say")]
ASKED = ("safety", "side_effects", "sleep")


def _words(label: str, help_text: str = "", rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, widget=forms.Textarea(attrs={"rows": rows})
    )


class CallForm(forms.Form):
    """One call or one try."""

    how = forms.ChoiceField(label="The call", choices=HOW, widget=forms.RadioSelect)
    called_at = MomentField(label="When", required=False, help_text="Leave it empty when it was just now.")
    safety = _words("Safety", "Is somebody there? What would help tonight?")
    told_whom = _words("Who was told", "With a moderate or high risk: whom, when, and what was agreed.")
    side_effects = _words("Side effects", "None is an answer: write it.")
    sleep = forms.CharField(label="Sleep", max_length=300, required=False)
    mood = forms.ChoiceField(
        label="Mood now",
        choices=MOODS,
        widget=forms.RadioSelect,
        required=False,
        help_text="0 is as low as it can be, 10 as good as it can be.",
    )
    questions = _words("Questions they have", "And who answers them.")
    note = _words("Note")

    def __init__(self, *data: Any, now: datetime, given_at: datetime | None, **options: Any) -> None:
        super().__init__(*data, **options)
        self.now, self.given_at = now, given_at
        for item in C_SSRS_SINCE_LAST_VISIT.items:
            self.fields[item.code] = YesNoField(label=item.text, required=False)

    @property
    def screener(self) -> list[forms.BoundField]:
        """The questions of the screener, by number."""
        return [self[item.code] for item in C_SSRS_SINCE_LAST_VISIT.items]

    @property
    def c_ssrs(self) -> dict[str, int]:
        """The answers given to the screener."""
        told = self.cleaned_data
        given = {item.code: told.get(item.code) for item in C_SSRS_SINCE_LAST_VISIT.items}
        return {code: int(answer == YES) for code, answer in given.items() if answer}

    @property
    def risk(self) -> str:
        """The tier that the answers typed come to, as far as they settle one; also while the form has faults."""
        return risk_of(self.c_ssrs) if self.is_bound and hasattr(self, "cleaned_data") else ""

    def clean_called_at(self) -> datetime:
        """The moment given, or now; after the dose, and not ahead."""
        called_at: datetime = self.cleaned_data["called_at"] or self.now
        if called_at > self.now:
            raise forms.ValidationError("This lies ahead. Correct the time.")
        if self.given_at and called_at < self.given_at:
            raise forms.ValidationError("This lies before the dose. Correct the time.")
        return called_at

    def clean(self) -> dict[str, Any]:
        """When the patient was reached everything is asked; a raised risk says who was told."""
        cleaned = super().clean() or {}
        if cleaned.get("how") == REACHED:
            self._check_whole(cleaned)
        if cleaned.get("how") == NOBODY and self.c_ssrs:
            self.add_error("how", "Answers of the patient are typed below. Choose reached or broke off, or clear them.")
        if cleaned.get("how") != NOBODY and risk_of(self.c_ssrs) in RAISED and not cleaned.get("told_whom"):
            self.add_error("told_whom", "Tell a prescriber now, then write whom you told and what was agreed.")
        return cleaned

    def _check_whole(self, cleaned: dict[str, Any]) -> None:
        for name in ASKED:
            if not cleaned.get(name):
                self.add_error(name, "Not answered yet.")
        if not cleaned.get("mood"):
            self.add_error("mood", "Not answered yet. Did not say is an answer.")
        result = score(C_SSRS_SINCE_LAST_VISIT, self.c_ssrs)
        for code in result.missing if isinstance(result, Incomplete) else ():
            self.add_error(code, "Not answered yet. A gap is not a no.")

    @property
    def answers(self) -> dict[str, Any]:
        """The cleaned answers, as the actions take them; a try that reached nobody has only a note."""
        told = self.cleaned_data
        when = {"called_at": told["called_at"], "note": told["note"]}
        if told["how"] == NOBODY:
            return when
        mood = None if told["mood"] in ("", DID_NOT_SAY) else int(told["mood"])
        words = {name: told[name] for name in (*ASKED, "told_whom", "questions")}
        return when | words | {"mood": mood, "c_ssrs": self.c_ssrs}
