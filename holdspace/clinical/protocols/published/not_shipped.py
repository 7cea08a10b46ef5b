"""Which known ways of giving ketamine does the clinic not offer, and why?"""

from dataclasses import dataclass

from holdspace.clinical.sources import FDA_2023, Source

HOME_SERIES = Source("At-home sublingual ketamine, a series, 2022", "https://doi.org/10.3389/fpsyt.2022.992624")


@dataclass(frozen=True)
class NotShipped:
    """A way of giving ketamine that is known and deliberately not among the protocols."""

    id: str
    title: str
    why: str
    source: Source
    other_sources: tuple[Source, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The entry as plain data for JSON."""
        return {
            "id": self.id,
            "title": self.title,
            "why": self.why,
            "source": self.source.as_dict(),
            "other_sources": [source.as_dict() for source in self.other_sources],
        }


NOT_SHIPPED = (
    NotShipped(
        "P-20",
        "Lozenge at home for depression or anxiety",
        "Nobody watches breathing and blood pressure at home. The US authority warns of compounded ketamine used "
        "without supervision. Here ketamine is given in the clinic, under supervision, only.",
        FDA_2023.at("Compounded ketamine without supervision"),
        (HOME_SERIES,),
    ),
)
