"""Which rating scales are known?"""

from functools import cache

from holdspace.clinical import instruments as knowledge
from holdspace.clinical.catalogue.known import Kind, Known, said
from holdspace.clinical.instruments import Instrument
from holdspace.clinical.units import plain


@cache
def instruments() -> tuple[Known, ...]:
    """Every rating scale, by code."""
    return tuple(sorted(map(_instrument, knowledge.ALL), key=lambda each: each.code))


def _instrument(scale: Instrument) -> Known:
    return Known(
        Kind.INSTRUMENT,
        scale.code,
        scale.title,
        says=f"{scale.short}: {len(scale.scored_items)} items, about {scale.recall_window}.",
        because=scale.rights.words,
        sources=scale.sources,
        details=said(
            ("rights", scale.rights.value),
            ("rights statement", scale.rights_statement),
            ("rated by", scale.rated_by),
            ("range", f"{scale.lowest} to {scale.highest}" if scale.adds_up and not scale.tiers else ""),
            ("bands", ", ".join(f"from {plain(band.at_least)} {band.name}" for band in scale.bands)),
            ("no bands because", scale.no_bands_because),
            ("tiers", ", ".join(tier.name for tier in scale.tiers)),
            ("subscales", ", ".join(subscale.title for subscale in scale.subscales)),
            ("alerts", "; ".join(alert.says for alert in scale.alerts)),
            ("better is", scale.better),
            ("LOINC panel", scale.loinc_panel),
            ("LOINC total", scale.loinc_total),
            ("notes", " ".join(scale.notes)),
        ),
    )
