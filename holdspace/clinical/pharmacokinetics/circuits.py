"""Where does the drug flow? Parts of the body as blocks, links between them, and the answer of one to another."""

from collections.abc import Mapping
from dataclasses import dataclass

from holdspace.clinical.pharmacokinetics.exponentials import Array, Exponentials, Terms, added, space_of


@dataclass(frozen=True)
class Block:
    """A centre and what exchanges with it: flows to and fro balance, so its rates are real and well determined."""

    states: tuple[str, ...]
    # Out of the centre and lost to it; then for each further state: there, back, and lost from there (1/min).
    lost: Array
    exchange: tuple[tuple[Array, Array, Array | None], ...] = ()

    def responses(self, label: str) -> Mapping[tuple[str, str], Exponentials]:
        """What one unit in one state makes of another, for every pair."""
        if not self.exchange:
            ones = self.lost * 0 + 1
            (only,) = self.states
            return {(only, only): Exponentials({label: Terms(self.lost[..., None], ones[..., None])})}
        rates, vectors, scale = self._modes()
        return {
            (source, goal): Exponentials(
                {label: Terms(rates, vectors[..., j, :] * vectors[..., i, :] * (scale[j] / scale[i])[..., None])}
            )
            for i, source in enumerate(self.states)
            for j, goal in enumerate(self.states)
        }

    def _modes(self) -> tuple[Array, Array, list[Array]]:
        xp = space_of(self.lost)
        zero = self.lost * 0
        size = len(self.states)
        rows = [[zero] * size for _ in range(size)]
        rows[0][0] = self.lost
        scale = [zero + 1]
        for place, (there, back, lost) in enumerate(self.exchange, start=1):
            rows[0][0] = rows[0][0] + there
            rows[place][place] = back if lost is None else back + lost
            rows[0][place] = rows[place][0] = -xp.sqrt(there * back)
            scale.append(xp.sqrt(there / back))
        matrix = xp.stack([xp.stack(row, -1) for row in rows], -2)
        rates, vectors = xp.linalg.eigh(matrix)
        return rates, vectors, scale

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
        self._inside: dict[str, Mapping[tuple[str, str], Exponentials]] = {}
        self._known: dict[tuple[str, str], Exponentials | None] = {}

    def to(self, source: str, goal: str) -> Exponentials | None:
        """The response at the goal to one unit at the source; None where nothing ever arrives."""
        if (source, goal) not in self._known:
            self._known[source, goal] = self._found(source, goal)
        return self._known[source, goal]

    def _found(self, source: str, goal: str) -> Exponentials | None:
        here = self._block_of[source]
        inside = self._within(here)
        ways = [inside[source, goal]] if self._block_of[goal] == here else []
        for link in self._circuit.links:
            if self._block_of[link.source] == here and (onward := self.to(link.goal, goal)) is not None:
                ways.append(inside[source, link.source].scaled(link.rate).then(onward))
        return added(ways) if ways else None

    def _within(self, name: str) -> Mapping[tuple[str, str], Exponentials]:
        if name not in self._inside:
            self._inside[name] = self._circuit.blocks[name].responses(name)
        return self._inside[name]
