"""The nouns of the library: what a clinic decided about knowledge, by whom, why and until when."""

from holdspace.library.models.clinic_protocol import ClinicProtocol
from holdspace.library.models.drug_name import DrugName
from holdspace.library.models.installed_wording import InstalledWording
from holdspace.library.models.threshold_choice import ThresholdChoice
from holdspace.library.models.wording_draft import WordingDraft

__all__ = ["ClinicProtocol", "DrugName", "InstalledWording", "ThresholdChoice", "WordingDraft"]
