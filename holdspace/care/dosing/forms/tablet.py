"""What the tablet says of itself before a session starts: can it keep entries when the network fails?"""

from django import forms

# Eight hours of one session are below 5 MB; the rest is for the browser's own needs. Our judgement.
LEAST_FREE_MB = 50


class TabletForm(forms.Form):
    """Filled in by the page's script; a page without one says that this tablet keeps nothing, and sends it empty."""

    tablet_keeps = forms.CharField(required=False, max_length=3)
    tablet_free_mb = forms.IntegerField(required=False, min_value=0)

    def what_is_missing(self) -> str:
        """Why no session may start on this tablet; empty when nothing is known against it."""
        if not self.is_valid():
            return "What this tablet said of its storage could not be read. Load the page again."
        if self.cleaned_data["tablet_keeps"] == "no":
            return (
                "This tablet can keep nothing when the network fails: its storage is switched off, the window is a"
                " private one, or the address is not https. Open the time-out on another tablet or in another browser."
            )
        free = self.cleaned_data["tablet_free_mb"]
        if free is not None and free < LEAST_FREE_MB:
            return (
                f"This tablet has room for {free} MB; {LEAST_FREE_MB} MB are needed so that no entry is lost."
                " Free some, or use another tablet."
            )
        return ""
