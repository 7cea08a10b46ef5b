"""How is a strong vial diluted? From the final volume to the strength, and from the strength to the volume."""

from dataclasses import dataclass
from decimal import Decimal

from holdspace.clinical.protocols.dose_sum import STRONGEST_INTO_A_VEIN, VIALS, VOLUME_STEP
from holdspace.clinical.units import MgPerMl, Milligrams, Millilitres


@dataclass(frozen=True)
class Dilution:
    """What is drawn from the vial, what is added, and what the syringe then holds."""

    drug: Milligrams
    from_vial: Millilitres
    added: Millilitres
    final_volume: Millilitres
    final_strength: MgPerMl
    lines: tuple[str, ...]


def diluted(
    from_vial: Millilitres,
    strength: MgPerMl,
    *,
    final_volume: Millilitres | None = None,
    final_strength: MgPerMl | None = None,
) -> Dilution:
    """The dilution to a wanted volume or to a wanted strength: one of the two is said, the other reckoned."""
    if (final_volume is None) == (final_strength is None):
        raise ValueError("The dilution was not reckoned: say either the final volume or the final strength.")
    if strength not in VIALS:
        raise ValueError(f"The dilution was not reckoned: {strength} is no vial. Vials hold 10, 50 or 100 mg/mL.")
    drug = strength * from_vial
    if drug.value == 0:
        raise ValueError("The dilution was not reckoned: nothing is drawn from the vial.")
    volume = final_volume if final_volume is not None else _volume_for(drug, final_strength)
    return _checked(drug, from_vial, strength, volume)


def _volume_for(drug: Milligrams, strength: MgPerMl | None) -> Millilitres:
    if strength is None or strength.value == 0:
        raise ValueError("The dilution was not reckoned: a strength of 0 mg/mL has no volume.")
    return (drug / strength).rounded(VOLUME_STEP)


def _checked(drug: Milligrams, from_vial: Millilitres, strength: MgPerMl, volume: Millilitres) -> Dilution:
    if volume < from_vial:
        raise ValueError(
            f"The dilution was not reckoned: {volume} is less than the {from_vial} drawn. Choose a larger volume."
        )
    final = MgPerMl((drug.value / volume.value).quantize(Decimal("0.001")).normalize() + 0)
    if final > STRONGEST_INTO_A_VEIN:
        raise ValueError(
            f"The dilution was not kept: {final} is stronger than {STRONGEST_INTO_A_VEIN}. Add more to the syringe."
        )
    added = volume - from_vial
    lines = (
        f"{from_vial} x {strength} = {drug}",
        f"{from_vial} + {added} = {volume}",
        f"{drug} / {volume} = {final}",
    )
    return Dilution(drug, from_vial, added, volume, final, lines)
