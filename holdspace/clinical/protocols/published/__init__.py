"""Which ways of giving ketamine have been published? Treatment at home without supervision is not among them."""

from holdspace.clinical.protocols.protocol import Protocol
from holdspace.clinical.protocols.published.anxiety_and_trauma import ANXIETY_AND_TRAUMA_PROTOCOLS
from holdspace.clinical.protocols.published.depression import DEPRESSION_PROTOCOLS
from holdspace.clinical.protocols.published.not_shipped import NOT_SHIPPED, NotShipped
from holdspace.clinical.protocols.published.psychotherapy import PSYCHOTHERAPY_PROTOCOLS
from holdspace.clinical.protocols.published.substances import SUBSTANCE_PROTOCOLS

__all__ = ["NOT_SHIPPED", "PROTOCOLS", "NotShipped", "by_id"]

PROTOCOLS = tuple(
    sorted(
        (*DEPRESSION_PROTOCOLS, *ANXIETY_AND_TRAUMA_PROTOCOLS, *SUBSTANCE_PROTOCOLS, *PSYCHOTHERAPY_PROTOCOLS),
        key=lambda protocol: protocol.id,
    )
)


def by_id(wanted: str) -> Protocol | None:
    """The protocol with this id, if we have it."""
    return next((protocol for protocol in PROTOCOLS if protocol.id == wanted), None)
