"""Which ways of giving ketamine are known, and what guards an order?"""

from functools import cache

from holdspace.clinical import protocols as knowledge
from holdspace.clinical.catalogue.known import Kind, Known, said
from holdspace.clinical.catalogue.numbers import thresholds_of
from holdspace.clinical.catalogue.rules import in_words
from holdspace.clinical.protocols.guards import GUARDS
from holdspace.clinical.protocols.protocol import Protocol
from holdspace.clinical.sources import Source

OF_THE_PROTOCOL = Source.judgement(
    "A guard that compares no number holds the order against its protocol; who says so is the protocol's own source."
)


@cache
def protocols() -> tuple[Known, ...]:
    """Every protocol, and those that are known but not offered."""
    shipped = [_protocol(each) for each in knowledge.PROTOCOLS]
    left_out = [
        Known(Kind.PROTOCOL, each.id, each.title, says="Not offered.", because=each.why,
              sources=(each.source, *each.other_sources), details=said(("status", "not shipped")))
        for each in knowledge.NOT_SHIPPED
    ]  # fmt: skip
    return tuple(sorted([*shipped, *left_out], key=lambda each: each.code))


def _protocol(protocol: Protocol) -> Known:
    return Known(
        Kind.PROTOCOL,
        protocol.id,
        protocol.title,
        says=f"{', '.join(route.label for route in protocol.routes)}: {protocol.dose_in_words}.",
        because=protocol.evidence,
        sources=(protocol.source, *protocol.other_sources),
        details=said(
            ("status", protocol.status.label),
            ("drug", protocol.drug.value),
            ("indications", ", ".join(protocol.indications) or "any"),
            ("dose", protocol.dose_in_words),
            ("minutes", protocol.minutes),
            ("infusion", ", then ".join(map(str, protocol.infusion))),
            ("delivery", protocol.delivery),
            ("sessions", protocol.sessions),
            ("spacing", protocol.spacing),
            ("maintenance", protocol.maintenance),
            ("preparation sessions", protocol.preparation_sessions),
            ("integration sessions after a dose", protocol.integration_sessions),
            ("watched minutes after the last dose", protocol.observation_minutes),
            ("guards", ", ".join(protocol.guards)),
            ("stop rules", ", ".join(rule.replace("_", " ") for rule in protocol.stop_rules)),
        ),
    )


@cache
def guards() -> tuple[Known, ...]:
    """Every guard of an order, as its function tells it, with the numbers it compares with."""
    return tuple(_guard(each.__doc__ or "") for each in GUARDS)


def _guard(told: str) -> Known:
    code, _, says = told.partition(": ")
    numbers = thresholds_of(code)
    says = says.strip()
    return Known(
        Kind.GUARD,
        code,
        f"{says[:1].upper()}{says[1:]}".rstrip("."),
        sources=tuple(dict.fromkeys(each.source for each in numbers)) or (OF_THE_PROTOCOL,),
        details=said(("compares with", in_words(numbers))),
    )
