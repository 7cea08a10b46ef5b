"""The nouns of who and where."""

from holdspace.clinic.models.audit_entry import AuditEntry
from holdspace.clinic.models.chain_link import ChainLink
from holdspace.clinic.models.organisation import Clinic, Room, Site
from holdspace.clinic.models.staff import Account, HeldRole, Staff

__all__ = ["Account", "AuditEntry", "ChainLink", "Clinic", "HeldRole", "Room", "Site", "Staff"]
