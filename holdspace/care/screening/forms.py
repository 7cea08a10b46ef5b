"""The decision on one finding: only what its level allows is offered."""

from typing import Any

from django import forms

from holdspace.chart.models import FindingDecision, ScreeningFinding
from holdspace.clinical.findings import Level
from holdspace.ui.forms import ChoiceText

Choice = FindingDecision.Choice
OFFERED = {
    Level.ABSOLUTE: ((Choice.NOT_SUITABLE, ChoiceText("Not suitable now", "Refer onward, or screen again later")),),
    Level.RELATIVE: (
        (Choice.WAIT, ChoiceText("Wait for clearance", "Say what has to come, and from whom")),
        (Choice.ACCEPT, ChoiceText("Accept with clearance", "Needs the document and a second signature")),
        (Choice.NOT_SUITABLE, ChoiceText("Not suitable now", "Refer onward, or screen again later")),
    ),
    Level.CAUTION: (
        (Choice.ACCEPT, ChoiceText("Accept with care", "Say what is done about it")),
        (Choice.WAIT, ChoiceText("Wait for clearance", "Say what has to come, and from whom")),
        (Choice.NOT_SUITABLE, ChoiceText("Not suitable now", "Refer onward, or screen again later")),
    ),
}
OFFERED[Level.HOLD] = OFFERED[Level.CAUTION]


class DecisionForm(forms.Form):
    """What the clinician decides, why, and on which document."""

    choice = forms.ChoiceField(label="Your decision", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Reason", help_text="What the second signer needs to know.", widget=forms.Textarea(attrs={"rows": 3})
    )
    document = forms.CharField(
        label="Document",
        max_length=300,
        required=False,
        help_text="The letter or result it rests on: who, and of when.",
    )

    def __init__(self, *data: Any, finding: ScreeningFinding, **options: Any) -> None:
        self.finding = finding
        super().__init__(*data, **options)
        self.fields["choice"].choices = OFFERED[Level(finding.level)]  # type: ignore[attr-defined]
        if finding.level == Level.ABSOLUTE:
            del self.fields["document"]

    def clean(self) -> dict[str, Any]:
        """Accepting with clearance names the clearance."""
        cleaned = super().clean() or {}
        accepts = cleaned.get("choice") == Choice.ACCEPT and self.finding.level == Level.RELATIVE
        if accepts and not cleaned.get("document"):
            self.add_error("document", "Accepting needs a clearance. Name the letter or result it rests on.")
        return cleaned
