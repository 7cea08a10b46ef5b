"""Which files are to be brought in?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from holdspace.fhir.importing import ANOTHER_FILE
from holdspace.fhir.reports import ImportReport


class SeveralFilesInput(forms.ClearableFileInput):
    """A file chooser that takes several files at once."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files; whether they can be read is seen when they are."""

    def __init__(self, **options: Any) -> None:
        accepted = ".json,.gz,.ndjson,.jsonl,application/json,application/fhir+json,application/gzip"
        super().__init__(widget=SeveralFilesInput(attrs={"accept": accepted}), allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Every file chosen, each as a file of its own."""
        return [super(SeveralFilesField, self).clean(one, initial) for one in data or [None]]


class ImportForm(forms.Form):
    """The files to import."""

    files = SeveralFilesField(
        label="Files",
        help_text="FHIR R4 bundles or resources: .json, .json.gz or .ndjson, each smaller than 50 MB, 100 at most. "
        "Files of one sender belong together: an entry in one may be about a patient in another.",
        error_messages={"required": "No file was chosen. Choose one or more."},
    )

    def say_what_could_not_be_read(self, reports: Sequence[ImportReport]) -> None:
        """Put the reason beside the field for every file that could not be read."""
        unreadable = [report for report in reports if report.is_unreadable and report.says != ANOTHER_FILE]
        for report in unreadable:
            self.add_error("files", f"{report.file_name}: {report.says}")
        if unreadable and len(unreadable) < len(reports):
            self.add_error("files", "The other files were not imported either. Leave out the ones that cannot be read.")
