"""How is a patient named on the board? In full to those who may open the chart, by initials to everybody else."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from holdspace.chart.models import Patient


@dataclass(frozen=True)
class Naming:
    """Whether names are written out and lead anywhere; a wall display and a manager see initials."""

    in_full: bool

    def name(self, patient: Patient) -> str:
        """The patient as this board calls them."""
        return str(patient) if self.in_full else patient.initials

    def link(self, url_name: str, *arguments: Any) -> str:
        """The address of a page, for those who may open it."""
        return reverse(url_name, args=arguments) if self.in_full else ""

    def chart(self, patient: Patient) -> str:
        """The address of the patient's page."""
        return self.link("board:patient", patient.pk)
