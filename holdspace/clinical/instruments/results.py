"""What has a form come to? A score, or what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from holdspace.clinical.instruments.shape import Alert, Answer


@dataclass(frozen=True)
class Score:
    """The result of a complete form; `total` is None where the authors add nothing up.

    `raw` is the number before it was turned into another one, `index` that other one. `provisional` is the authors'
    provisional diagnosis, `positive` whether the cut-off is reached; both are None where there is none, or where
    it cannot be told without knowing more of the person.
    """

    instrument: str
    total: int | None
    band: str
    alerts: tuple[Alert, ...] = ()
    subscales: Mapping[str, Answer] = field(default_factory=dict, hash=False)
    raw: int | None = None
    index: Decimal | None = None
    provisional: bool | None = None
    positive: bool | None = None

    def as_dict(self) -> dict[str, object]:
        """The score as plain data for JSON."""
        told: dict[str, object] = {
            "instrument": self.instrument,
            "total": self.total,
            "band": self.band,
            "subscales": {code: _plain(value) for code, value in self.subscales.items()},
            "alerts": [alert.as_dict() for alert in self.alerts],
            "missing": [],
        }
        more = {"raw": self.raw, "index": self.index, "provisional": self.provisional, "positive": self.positive}
        return told | {name: _plain(value) for name, value in more.items() if value is not None}


@dataclass(frozen=True)
class Incomplete:
    """A form with gaps: no total, but an alarming answer already given still raises its alert."""

    instrument: str
    missing: tuple[str, ...]
    alerts: tuple[Alert, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """What is known and what is missing as plain data for JSON."""
        return {
            "instrument": self.instrument,
            "total": None,
            "band": None,
            "subscales": {},
            "alerts": [alert.as_dict() for alert in self.alerts],
            "missing": list(self.missing),
        }


def _plain(value: Answer) -> int | float:
    """A number as JSON writes it: whole where it is whole."""
    if isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
