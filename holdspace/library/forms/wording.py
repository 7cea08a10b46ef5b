"""What is sent to install the licensed wording of an instrument: a file, the licence, and why."""

import json
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from holdspace.library.forms.common import reason_field
from holdspace.ui.forms import DayField

LARGEST = 200_000


class WordingForm(forms.Form):
    """The wording as a JSON file, and the document that allows the clinic to show it."""

    file = forms.FileField(
        label="The wording, as a JSON file",
        help_text="Take the empty form below, fill in every item, send it back.",
        widget=forms.FileInput({"accept": ".json,application/json"}),
        error_messages={"required": "There is no file. Choose one."},
    )
    licence = forms.CharField(
        max_length=300,
        label="Licence",
        help_text="Name and number of the document, and who holds it.",
        error_messages={"required": "No licence is named. Write down the document that allows it."},
    )
    licensed_until = DayField(label="Licensed until", required=False, help_text="Empty: without an end.")
    reason = reason_field()

    def clean_file(self) -> dict[str, Any]:
        """The file as data."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is None or file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 200 kB. A wording is a few pages of text.")
        try:
            read = json.loads(file.read().decode("utf-8"))
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as unread:
            raise forms.ValidationError("The file cannot be read. It is not JSON.") from unread
        if not isinstance(read, dict):
            raise forms.ValidationError("The file holds no wording. It begins with the items by name.")
        return read
