"""Where does the drug flow? Parts of the body as blocks, links between them, and the answer of one to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from holdspace.clinical.pharmacokinetics import rates
from holdspace.clinical.pharmacokinetics.exponentials import Array, Exponentials, Terms, added, space_of


@dataclass(frozen=True)
class Block:
    """A centre and what exchanges with it: flows to and fro balance, so its rates are real and well determined."""

    states: tuple[str, ...]
    # Out of the centre and lost to it; then for each further state: there, back, and lost from there (1/min).
    lost: Array
    exchange: tuple[tuple[Array, Array, Array | None], ...] = ()

    @cached_property
    def rates(self) -> Array:
        """How fast it empties: one rate a state, for each person."""
        there, back, lost = self._there, self._back, self._lost_there
        match len(self.exchange):
            case 0:
                return self.lost[..., None]
            case 1:
                return rates.of_two(self.lost, there[0], back[0], lost[0])
            case 2:
                return rates.of_three(self.lost, there, back, lost)
        xp = space_of(self.lost)
        outer = xp.stack([one + other for one, other in zip(back, lost, strict=True)], axis=-1)
        coupling = xp.stack([one * other for one, other in zip(there, back, strict=True)], axis=-1)
        return rates.of_many(self._balanced(), self.lost + sum(there), outer, coupling)

    def response(self, label: str, source: str, goal: str) -> Exponentials:
        """What one unit in one state makes of another."""
        xp = space_of(self.lost)
        numerator, size = self._numerator(self.states.index(source), self.states.index(goal))
        apart = self._apart
        weights, sizes = numerator / apart, size / xp.abs(apart)
        return Exponentials({label: Terms(self.rates, weights, sizes)})

    @property
    def _there(self) -> list[Array]:
        return [there for there, _, _ in self.exchange]

    @property
    def _back(self) -> list[Array]:
        return [back for _, back, _ in self.exchange]

    @property
    def _lost_there(self) -> list[Array]:
        return [back * 0 if lost is None else lost for _, back, lost in self.exchange]

    @cached_property
    def _apart(self) -> Array:
        """For each rate the product of its distances from the others."""
        columns = [self.rates[..., place] for place in range(len(self.states))]
        products = []
        for one, rate in enumerate(columns):
            product = self.lost * 0 + 1
            for other, further in enumerate(columns):
                if other != one:
                    product = product * (further - rate)
            products.append(product)
        return space_of(self.lost).stack(products, axis=-1)

    @cached_property
    def _gaps(self) -> list[Array]:
        """For each outer volume, how far its own rate lies from each rate of the block."""
        return [(back + lost)[..., None] - self.rates for back, lost in zip(self._back, self._lost_there, strict=True)]

    def _numerator(self, source: int, goal: int) -> tuple[Array, Array]:
        """By Cramer's rule on a centre with outer volumes; and the size of what was summed."""
        xp = space_of(self.lost)
        if source == goal and source > 0:
            return self._stays_outside(source)
        product = self._gap_product({source, goal})
        if source > 0:
            product = product * self._back[source - 1][..., None]
        if goal > 0:
            product = product * self._there[goal - 1][..., None]
        return product, xp.abs(product)

    def _gap_product(self, without: set[int]) -> Array:
        product = self.rates * 0 + 1
        for place, gap in enumerate(self._gaps, start=1):
            if place not in without:
                product = product * gap
        return product

    def _stays_outside(self, place: int) -> tuple[Array, Array]:
        xp = space_of(self.lost)
        centre = (self.lost + sum(self._there))[..., None] - self.rates
        total = centre * self._gap_product({place})
        size = xp.abs(total)
        for other, (there, back) in enumerate(zip(self._there, self._back, strict=True), start=1):
            if other != place:
                term = (there * back)[..., None] * self._gap_product({place, other})
                total, size = total - term, size + xp.abs(term)
        return total, size

    def _balanced(self) -> Array:
        """The block as a symmetric matrix with the same rates."""
        xp = space_of(self.lost)
        zero = self.lost * 0
        size = len(self.states)
        rows = [[zero] * size for _ in range(size)]
        rows[0][0] = self.lost + sum(self._there)
        for place, (there, back, lost) in enumerate(
            zip(self._there, self._back, self._lost_there, strict=True), start=1
        ):
            rows[place][place] = back + lost
            rows[0][place] = rows[place][0] = -xp.sqrt(there * back)
        return xp.stack([xp.stack(row, axis=-1) for row in rows], axis=-2)

    def entries(self) -> dict[tuple[str, str], Array]:
        """The flows inside as entries (to, from) of the system's matrix."""
        centre = self.states[0]
        flows = {(centre, centre): -self.lost}
        for state, (there, back, lost) in zip(self.states[1:], self.exchange, strict=True):
            flows[centre, centre] = flows[centre, centre] - there
            flows[state, centre] = there
            flows[centre, state] = back
            flows[state, state] = -back if lost is None else -back - lost
        return flows


@dataclass(frozen=True)
class Link:
    """A flow, or a reading, from one block into another (1/min)."""

    source: str
    goal: str
    rate: Array


@dataclass(frozen=True)
class Circuit:
    """Blocks and the links between them; nothing flows in a ring except inside a block."""

    blocks: Mapping[str, Block]
    links: tuple[Link, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, in one order."""
        return tuple(state for block in self.blocks.values() for state in block.states)

    def entries(self) -> dict[tuple[str, str], Array]:
        """The whole system as entries (to, from) of a matrix."""
        flows: dict[tuple[str, str], Array] = {}
        for block in self.blocks.values():
            flows.update(block.entries())
        for link in self.links:
            known = flows.get((link.goal, link.source))
            flows[link.goal, link.source] = link.rate if known is None else known + link.rate
        return flows


class Responses:
    """The answers of a circuit to one unit at one place, each worked out once."""

    def __init__(self, circuit: Circuit) -> None:
        self._circuit = circuit
        self._block_of = {state: name for name, block in circuit.blocks.items() for state in block.states}
        self._known: dict[tuple[str, str], Exponentials | None] = {}

    def to(self, source: str, goal: str) -> Exponentials | None:
        """The response at the goal to one unit at the source; None where nothing ever arrives."""
        if (source, goal) not in self._known:
            self._known[source, goal] = self._found(source, goal)
        return self._known[source, goal]

    def _found(self, source: str, goal: str) -> Exponentials | None:
        here = self._block_of[source]
        block = self._circuit.blocks[here]
        ways = [block.response(here, source, goal)] if self._block_of[goal] == here else []
        for link in self._circuit.links:
            if self._block_of[link.source] == here and (onward := self.to(link.goal, goal)) is not None:
                ways.append(block.response(here, source, link.source).scaled(link.rate).then(onward))
        return added(ways) if ways else None
