"""How are the items of a scale written down in one line? By number, where the wording is not ours to ship."""

from decimal import Decimal

from holdspace.clinical.instruments.shape import Choice, Item, Number

FROM_PAPER = "Enter the answers by item number, from your own form."
TOTAL_FROM_PAPER = "Enter the result from your own form."

YES_NO = (Choice(0, "No", "LA32-8"), Choice(1, "Yes", "LA33-6"))


def points(lowest: int, highest: int) -> tuple[Choice, ...]:
    """Answers that are only numbers, one after the other."""
    return tuple(Choice(value) for value in range(lowest, highest + 1))


def code(place: int) -> str:
    """The code of the item at this place of a form."""
    return f"item_{place:02d}"


def codes(*places: int | range) -> tuple[str, ...]:
    """The codes of several items, given by place or by ranges of places."""
    return tuple(code(n) for place in places for n in (place if isinstance(place, range) else (place,)))


def numbered(count: int, *, first: int = 1) -> tuple[Item, ...]:
    """That many items, known by their number alone."""
    return tuple(Item(code(n), label=f"Item {n}", called=str(n)) for n in range(first, first + count))


def whole(code: str, label: str, lowest: int, highest: int, *, scored: bool = True) -> Item:
    """One whole number, entered as it stands."""
    return Item(code, label=label, number=Number(Decimal(lowest), Decimal(highest)), scored=scored)


def fro(first: int, last: int) -> range:
    """The places from the first to the last, both included."""
    return range(first, last + 1)
