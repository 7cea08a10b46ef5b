"""Who may be asked to act? The roles a member of staff can hold; one person may hold several."""

from enum import StrEnum


class Role(StrEnum):
    """A part somebody plays in the clinic; what each may do is in `clinic.permissions`."""

    PRESCRIBER = "prescriber"
    THERAPIST = "therapist"
    MONITOR = "monitor"
    COORDINATOR = "coordinator"
    CUSTODIAN = "custodian"
    CLINICAL_LEAD = "clinical_lead"
    MANAGER = "manager"
    PRIVACY_OFFICER = "privacy_officer"
    AUDITOR = "auditor"

    @property
    def label(self) -> str:
        """The role in the clinic's own words."""
        return LABELS[self]


LABELS = {
    Role.PRESCRIBER: "Prescriber",
    Role.THERAPIST: "Therapist",
    Role.MONITOR: "Session monitor",
    Role.COORDINATOR: "Coordinator",
    Role.CUSTODIAN: "Custodian",
    Role.CLINICAL_LEAD: "Clinical lead",
    Role.MANAGER: "Manager",
    Role.PRIVACY_OFFICER: "Privacy officer",
    Role.AUDITOR: "Auditor",
}
