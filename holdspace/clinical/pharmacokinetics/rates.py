"""How fast does a centre with outer volumes empty? The rates of such a block, to the last digits, without iteration.

Every sum below is one of positive numbers, so the slowest rate keeps its digits however fast the fastest is.
"""

from collections.abc import Sequence

from holdspace.clinical.pharmacokinetics.exponentials import Array, space_of

# From the trigonometric root, itself good to seven digits at worst; each step doubles them.
NEWTON_STEPS = 2


def _real(number: Array) -> Array:
    xp = space_of(number)
    return xp.real(number) if xp.isdtype(number.dtype, "complex floating") else number


def of_two(lost: Array, there: Array, back: Array, lost_there: Array) -> Array:
    """Of a centre and one volume: (people, 2), the slow one first."""
    centre, outer = lost + there, back + lost_there
    slow, fast = _of_quadratic(centre + outer, lost * outer + there * lost_there)
    return space_of(lost).stack([slow, fast], axis=-1)


def of_three(lost: Array, there: Sequence[Array], back: Sequence[Array], lost_there: Sequence[Array]) -> Array:
    """Of a centre and two volumes: (people, 3), the slowest first."""
    (there_1, there_2), (lost_1, lost_2) = there, lost_there
    outer_1, outer_2 = back[0] + lost_1, back[1] + lost_2
    total = lost + there_1 + there_2 + outer_1 + outer_2
    pairs = (
        outer_1 * outer_2
        + (lost + there_2) * outer_1
        + (lost + there_1) * outer_2
        + there_1 * lost_1
        + there_2 * lost_2
    )
    product = lost * outer_1 * outer_2 + there_1 * lost_1 * outer_2 + there_2 * lost_2 * outer_1
    fastest = _largest(total, pairs, product)
    rest = product / fastest
    slow, middle = _of_quadratic((pairs - rest) / fastest, rest)
    return space_of(lost).stack([slow, middle, fastest], axis=-1)


def _of_quadratic(total: Array, product: Array) -> tuple[Array, Array]:
    xp = space_of(total)
    apart = total * total - 4 * product
    apart = xp.where(_real(apart) > 0, apart, xp.zeros_like(apart))
    fast = (total + xp.sqrt(apart)) / 2
    return product / fast, fast


def _largest(total: Array, pairs: Array, product: Array) -> Array:
    """The largest root of a cubic whose roots are all real: by the cosine, then by Newton from above."""
    xp = space_of(total)
    e1, e2, e3 = _real(total), _real(pairs), _real(product)
    spread = e1 * e1 - 3 * e2
    spread = xp.where(spread > 0, spread, xp.zeros_like(spread))
    width = xp.sqrt(spread)
    some = xp.where(width > 0, width, xp.ones_like(width))
    angle = (2 * e1**3 - 9 * e1 * e2 + 27 * e3) / (2 * some**3)
    angle = xp.where(angle < 1, xp.where(angle > -1, angle, -xp.ones_like(angle)), xp.ones_like(angle))
    root = (e1 + 2 * width * xp.cos(xp.acos(angle) / 3)) / 3
    for _ in range(NEWTON_STEPS):
        slope = (3 * root - 2 * total) * root + pairs
        value = ((root - total) * root + pairs) * root - product
        steep = xp.abs(slope) > 0
        root = root - xp.where(steep, value, xp.zeros_like(value)) / xp.where(steep, slope, xp.ones_like(slope))
    return root


def of_many(matrix: Array, centre: Array, outer: Array, coupling: Array) -> Array:
    """Of a centre and more volumes: the eigenvalues of the balanced matrix, told with these numbers once more."""
    xp = space_of(matrix)
    rates = xp.linalg.eigh(_real(matrix))[0]
    if not xp.isdtype(matrix.dtype, "complex floating"):
        return rates
    # A derivative rides on the imaginary part: one step of Newton carries it over exactly.
    value, slope = _secular(rates, centre, outer, coupling)
    return rates - value / slope


def _secular(rates: Array, centre: Array, outer: Array, coupling: Array) -> tuple[Array, Array]:
    xp = space_of(rates)
    gap = outer[..., None, :] - rates[..., :, None]
    share = coupling[..., None, :] / gap
    return centre[..., None] - rates - xp.sum(share, axis=-1), -1 - xp.sum(share / gap, axis=-1)
