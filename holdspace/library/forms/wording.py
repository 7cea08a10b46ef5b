"""What is sent to install the licensed wording of an instrument: the words, typed or as a file, and by which right."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from holdspace.clinical.instruments import Instrument
from holdspace.library import typing_words
from holdspace.library.forms.rights import RightsForm

LARGEST = 200_000
LONGEST_LINE = 2000


class WordingForm(RightsForm):
    """The wording as a JSON file, and the document that allows the clinic to show it."""

    file = forms.FileField(
        label="The wording, as a JSON file",
        help_text="Take the empty form below, fill in every item, send it back.",
        widget=forms.FileInput({"accept": ".json,application/json"}),
        error_messages={"required": "There is no file. Choose one."},
    )

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


@dataclass(frozen=True)
class ItemLine:
    """One item on the page: its place, our label for it, the field for its words."""

    place: int
    label: str
    field: forms.BoundField


@dataclass(frozen=True)
class Scale:
    """One scale of answers on the page."""

    title: str
    is_only_its_ends: bool
    fields: tuple[forms.BoundField, ...]


class TypedWordingForm(RightsForm):
    """The wording line by line: what stands above the questions, each item, each answer; then the right to them."""

    def __init__(self, *args: Any, instrument: Instrument, begun: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, initial=dict(begun), **options)
        self.instrument = instrument
        self.scales_of = typing_words.answers(instrument)
        self.fields[typing_words.ASKS] = _line(
            "The line above the questions", f"With the time it asks about: {instrument.recall_window}."
        )
        for place, item in enumerate(instrument.items, 1):
            self.fields[typing_words.name_of(item)] = _line(f"{place}. {item.label or item.code}")
        for scale in self.scales_of:
            for line in scale.lines:
                self.fields[line.name] = forms.CharField(max_length=300, required=False, label=f"Answer {line.value}")

    @property
    def lines(self) -> tuple[ItemLine, ...]:
        """Each item with its place, our label and its field."""
        items = self.instrument.items
        return tuple(
            ItemLine(place, item.label or item.code, self[typing_words.name_of(item)])
            for place, item in enumerate(items, 1)
        )

    @property
    def scales(self) -> Iterator[Scale]:
        """Each scale of answers with its fields."""
        for scale in self.scales_of:
            item = self.instrument.item(scale.item) if scale.item else None
            title = f"Answers to “{item.label or item.code}”" if item else "Answers"
            yield Scale(title, scale.is_only_its_ends, tuple(self[line.name] for line in scale.lines))

    def typed(self) -> dict[str, str]:
        """Everything that was typed, as it was typed, for a draft."""
        return {name: self.data.get(name, "")[:LONGEST_LINE] for name in self.fields}

    def texts(self, language: str) -> dict[str, Any]:
        """The wording that was typed, as it is written in JSON."""
        return typing_words.texts_from(self.instrument, self.cleaned_data, language)


def _line(label: str, help_text: str = "") -> forms.CharField:
    # Not required here: what is missing is said once, by the number of the item, when it is installed.
    return forms.CharField(
        max_length=LONGEST_LINE,
        required=False,
        label=label,
        help_text=help_text,
        widget=forms.Textarea({"rows": 2}),
    )
