"""A step is not open: the refusal carries every block that stands in the way."""

from collections.abc import Sequence

from holdspace.chart.models import EpisodeOfCare
from holdspace.clinical.pathway import Block


class NotYet(Exception):
    """An act was not done because the pathway blocks it; shows the same blocks as the patient page."""

    def __init__(self, blocks: Sequence[Block], *, episode: EpisodeOfCare | None = None) -> None:
        self.blocks = tuple(blocks)
        self.episode = episode
        super().__init__(" ".join(str(block) for block in self.blocks))


def refuse_if(blocks: Sequence[Block], *, episode: EpisodeOfCare) -> None:
    """Raise `NotYet` when anything stands in the way."""
    if blocks:
        raise NotYet(blocks, episode=episode)
