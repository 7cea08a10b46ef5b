"""The curve as a picture: matplotlib draws it, where it is installed."""

from pathlib import Path
from typing import Any

from holdspace.clinic.refusals import Refused
from holdspace.config.knowing.simulating import Answer

INCHES, DOTS_PER_INCH = (9.0, 5.0), 150
BAND, MIDDLE, INK, PAPER = "#9C7CA2", "#673F69", "#23201C", "#FFFFFF"


def draw(answer: Answer, path: Path) -> None:
    """Write the picture; it says what it shows, whose blood and what the band holds."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise Refused(
            "No picture was drawn. Pictures need matplotlib, which is not installed: pip install 'holdspace[plot]'."
        ) from None
    figure = Figure(figsize=INCHES, dpi=DOTS_PER_INCH, facecolor=PAPER, layout="constrained")
    _plot(figure.subplots(), answer)
    note = f"The band holds {answer.band.includes}. It foretells a level; it proposes no dose."
    figure.supxlabel(note, fontsize=8, color=INK)
    figure.savefig(path, format="png")


def _plot(axes: Any, answer: Answer) -> None:
    found = answer.band
    names = ", ".join(each.model.title for each in answer.questions)
    if found.low is not None and found.high is not None:
        axes.fill_between(found.times_min, found.low, found.high, color=BAND, alpha=0.32, label="9 in 10 lie between")
    axes.plot(found.times_min, found.median, color=MIDDLE, linewidth=2, label="middle")
    axes.set_title(f"{answer.analyte.capitalize()}, {answer.sampling} blood, population estimate: {names}", color=INK)
    axes.set_xlabel("minutes after the first dose")
    axes.set_ylabel("ng/mL")
    axes.set_ylim(bottom=0)
    axes.margins(x=0)
    axes.grid(alpha=0.25)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
