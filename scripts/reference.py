"""Writes docs/reference from what the code knows; with --check it only says whether what is there still holds.

Everything comes from holdspace.clinical.catalogue: nothing is told here that no rule, guard or page reads.
"""

import argparse
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from holdspace.clinical import catalogue
from holdspace.clinical.catalogue import Cited, Kind, Known
from holdspace.clinical.catalogue.numbers import thresholds_by_chapter
from holdspace.clinical.instruments import WORDING_AWAITED
from holdspace.clinical.pharmacokinetics import between_studies, fitting
from holdspace.clinical.pharmacokinetics.comparing import Compared, mean_fold_error, within_two_fold
from holdspace.clinical.pharmacokinetics.doses import ROUTE_WORDS
from holdspace.clinical.pharmacokinetics.learning.beliefs import BETWEEN_SESSIONS
from holdspace.clinical.pharmacokinetics.learning.measures import ANSWERS
from holdspace.clinical.pharmacokinetics.models import MODELS
from holdspace.clinical.sources import Mark, Source
from holdspace.clinical.units import plain

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
STALE = "docs/reference is out of date: run make reference"
MADE = "<!-- Written by scripts/reference.py from holdspace/clinical. Change the code, then run: make reference -->"


def written() -> dict[str, str]:
    """Every page of the reference, by file name."""
    return {name: f"{MADE}\n\n{_tidy(page())}" for name, (_, page) in PAGES.items()}


def _tidy(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def index() -> Iterator[str]:
    """The first page: what there is, and how much of it."""
    yield "# What Holdspace knows"
    yield ""
    yield "Generated from the code. Every line names its source; a mark says how far it was checked:"
    yield ""
    yield from (f"- **{mark.words}**: {MEANS[mark]}" for mark in Mark)
    yield ""
    yield "| Page | What stands there | Entries |"
    yield "|---|---|---|"
    yield from (
        f"| [{name}]({name}) | {what} | {SIZES[name]()} |" for name, (what, _) in PAGES.items() if name in SIZES
    )


MEANS = {
    Mark.VERIFIED: "the source was read and says so.",
    Mark.ABSTRACT_ONLY: "only the abstract or the opening was there to read.",
    Mark.RECALLED: "general professional knowledge, not yet held against a source.",
    Mark.JUDGEMENT: "no source fixes it; we chose, and a clinician has yet to review it.",
}


def rules() -> Iterator[str]:
    """Every rule, by family."""
    yield from _head("Rules", "Screening, the day of a dose, the years after, and when to stop. A rule informs; a "
                     "clinician decides.")  # fmt: skip
    by_kind = {
        Kind.RULE: "Screening",
        Kind.SAME_DAY: "The day of a dose",
        Kind.LONG_TERM: "The years after",
        Kind.STOP_RULE: "When to stop",
    }
    for kind, title in by_kind.items():
        yield from _chapter(title, [each for each in catalogue.rules() if each.kind is kind])
    yield from _chapter("Guards of an order", catalogue.guards())


def interactions() -> Iterator[str]:
    """Every row of the interaction table."""
    yield from _head("Interactions", "By ingredient. Those without a level are told beside the findings.")
    yield from _entries(catalogue.interactions())


def protocols() -> Iterator[str]:
    """Every protocol."""
    yield from _head("Protocols", "Published ways to give ketamine. A clinic adopts what it offers.")
    yield from _entries(catalogue.protocols())


def instruments() -> Iterator[str]:
    """Every rating scale, with the verdict on its wording."""
    yield from _head("Instruments", "Rating scales. Wording ships only where its owners allow it.")
    yield from _entries(catalogue.instruments())
    yield "## Wording that may ship and is awaited"
    yield ""
    yield "Not yet verified word for word, so only scores are entered:"
    yield ""
    yield from (f"- {code}" for code in sorted(WORDING_AWAITED))


def thresholds() -> Iterator[str]:
    """Every number, and how far a clinic may move it."""
    yield from _head("Numbers", "What is compared with, and how far a clinic may move it.")
    for title, numbers in thresholds_by_chapter():
        if not numbers:
            continue
        yield f"## {title}"
        yield ""
        yield "| Code | Number | Published | A clinic may set | Source |"
        yield "|---|---|---|---|---|"
        for each in numbers:
            bounds = f"{plain(each.lowest)} to {plain(each.highest)}" if each.is_adjustable else "fixed"
            cited = "; ".join(_in_words(source) for source in (each.source, *each.other_sources))
            yield _row(each.code, each.title, f"{plain(each.published)} {each.unit}".strip(), bounds, cited)
        yield ""


def discharge() -> Iterator[str]:
    """The gate for leaving."""
    yield from _head("Leaving", "Every criterion must be met; what is not recorded is not met.")
    yield "| Criterion | Why | Source |"
    yield "|---|---|---|"
    yield from (_row(each.title, each.because, _cited(each)) for each in catalogue.discharge())


def follow_up() -> Iterator[str]:
    """Steps, checks during a session, and what is asked afterwards."""
    yield from _head("The course of care", "Its steps in order, the checks after a dose, and what is asked when.")
    yield "## Steps"
    yield ""
    yield "| | Step | Open when |"
    yield "|---|---|---|"
    yield from (_row(str(place), each.title, each.says) for place, each in enumerate(catalogue.steps(), start=1))
    yield ""
    for title, entries in (("Vital signs after a dose", catalogue.schedules()), ("Asked when", catalogue.follow_up())):
        yield f"## {title}"
        yield ""
        yield "| Occasion | What | Source |"
        yield "|---|---|---|"
        yield from (_row(each.title, each.says, _cited(each)) for each in entries)
        yield ""


def consent() -> Iterator[str]:
    """The lines of consent."""
    yield from _head("Consent", "Each line is initialled on its own.")
    yield from _entries(catalogue.consent_lines())


def pharmacology() -> Iterator[str]:
    """The models of levels, and how near they come to what was measured."""
    yield from _head("Pharmacology", "What level a dose gives, by published models. It foretells; it proposes no dose.")
    for model in MODELS:
        yield from (
            f"## {model.code} {model.title}",
            "",
            _text(model.structure[0].upper() + model.structure[1:] + "."),
            "",
        )
        yield f"- Blood: {model.sampling}"
        yield f"- Fitted to: {_text(model.validity.population)}"
        yield f"- Between people: {'spread declared' if model.has_spread else 'nothing published, so no band'}"
        yield f"- Source: {_in_words(model.source)}"
        yield from (f"- Limit: {_text(limit)}" for limit in model.every_limit)
        yield ""
    yield from _how_good()
    yield from _learned_from_one_person()
    yield from _foretold_and_observed()


def _how_good() -> Iterator[str]:
    yield from ("## Asked first, and how good it is", "")
    yield "When nobody names a model, the one best suited to drug and route is asked. Held against levels, times"
    yield "and areas of ketamine reported for that route; a factor of 1 is perfect, and 1.5 is what we aim for."
    yield ""
    yield "| Drug | Route | Model | Blood | Values, raw | Off by, in the mean | Within two-fold | Inside the band |"
    yield "|---|---|---|---|---|---|---|---|"
    for fit in fitting.fits():
        error = "nothing to hold it against" if fit.mean_fold_error is None else f"{fit.mean_fold_error:.2f}"
        model = fit.chosen.model
        inside = f"{fit.inside} of {fit.with_band}" if fit.with_band else "–"
        what = (str(fit.drug), ROUTE_WORDS[fit.route], model.code, model.sampling.value, f"{fit.values}, {fit.raw}")
        yield _row(*what, error, f"{fit.within_two_fold} of {fit.values}", inside)
    yield ""
    yield "Into a muscle, under the skin and under the tongue it stays weak: few studies were seen, of the skin none in"
    yield "people. Every band holds how far published studies lie apart, and the bands there are the widest:"
    yield ""
    yield "| Route | Spread between studies (log scale) | A level may lie off by a factor of, 9 times in 10 |"
    yield "|---|---|---|"
    for route, spread in between_studies.BY_ROUTE.items():
        yield _row(ROUTE_WORDS[route], f"{spread:.2f}", f"{math.exp(1.645 * spread):.1f}")
    yield ""
    yield _text(between_studies.JUDGEMENT.text)
    yield ""


def _learned_from_one_person() -> Iterator[str]:
    yield from ("## Learned from one person", "")
    yield "What is seen in a session bends the model towards this person. A blood test has its model's own error."
    yield ""
    yield "| Seen | For 1 ng/mL behind the blood | Error of one | One deviation between people: factor | Source |"
    yield "|---|---|---|---|---|"
    for measure, answer in ANSWERS.items():
        apart = f"{math.exp(answer.deviation):.1f}"
        yield _row(measure, f"{answer.per_ng_per_ml:.3g}", f"{answer.error:g}", apart, _in_words(answer.source))
    yield from ("", _text(BETWEEN_SESSIONS.text), "")


def _foretold_and_observed() -> Iterator[str]:
    yield from ("## Foretold and observed", "")
    yield "Values marked * are exposures estimated by the study's own model, no raw measurements. Where blood was drawn"
    yield "matters: an arterial peak is higher than a venous one, and a model of the other site cannot match it."
    yield ""
    by_study: dict[str, list[Compared]] = {}
    for row in fitting.everything():
        by_study.setdefault(row.observed.study, []).append(row)
    for study, rows in by_study.items():
        yield from (f"### {study}", "", _in_words(rows[0].observed.source), "")
        yield "| Dose | Blood | Analyte | What | Observed | Model | Foretold | Ratio |"
        yield "|---|---|---|---|---|---|---|---|"
        for row in rows:
            seen, dose = row.observed, row.observed.dose
            how = f"{dose.drug} {dose.amount_mg:g} mg {ROUTE_WORDS[dose.route]}"
            value = f"{seen.value:g}{'' if seen.is_raw else '*'}"
            said = seen.statistic if seen.at_min is None else f"level at {seen.at_min:g} min, ng/mL"
            what = (how, seen.sampling or "not told", seen.analyte, said, value)
            yield _row(*what, row.model.code, f"{row.foretold:.4g}", f"{row.ratio:.2f}")
        yield ""
    yield from ("## Off by what factor, in the mean", "")
    yield "Every model that claims the route; inside the band: levels and areas only."
    yield from ("", "| Route | Model | Analyte | Values | Factor | Within two-fold | Inside the band |")
    yield "|---|---|---|---|---|---|---|"
    for (route, code, analyte), rows, (inside, with_band) in fitting.by_group():
        error, near = f"{mean_fold_error(rows):.2f}", f"{within_two_fold(rows)} of {len(rows)}"
        held = f"{inside} of {with_band}" if with_band else "no band"
        yield _row(ROUTE_WORDS[route], code, analyte, str(len(rows)), error, near, held)


def sources() -> Iterator[str]:
    """The bibliography."""
    yield from _head("Sources", "Every source once, with the places cited and what rests on it.")
    yield from _bibliography(each for each in catalogue.sources() if each.source.mark is not Mark.JUDGEMENT)


def judgements() -> Iterator[str]:
    """What waits for a clinician, and what waits for a check."""
    yield from _head("Judgements", "What no source fixes, and what was recalled: both wait for somebody's review.")
    yield "## Our judgement: a clinician has yet to review it"
    yield ""
    yield from _waiting(catalogue.judgements(), Mark.JUDGEMENT)
    yield "## Recalled: yet to be held against a source"
    yield ""
    yield from _waiting(catalogue.recalled(), Mark.RECALLED)


def _head(title: str, about: str) -> Iterator[str]:
    yield from (f"# {title}", "", about, "")


def _chapter(title: str, entries: Sequence[Known]) -> Iterator[str]:
    yield from (f"## {title}", "")
    yield from _entries(entries)


def _entries(entries: Iterable[Known]) -> Iterator[str]:
    for each in entries:
        yield from (f"### {each.code} {each.title}", "")
        yield from (line for text in (each.says, each.because) if text for line in (_text(text), ""))
        yield from (f"- {name.capitalize()}: {_text(value)}" for name, value in each.details)
        yield from (f"- Source: {_in_words(source)}" for source in each.sources)
        yield ""


def _bibliography(cited: Iterable[Cited]) -> Iterator[str]:
    for each in cited:
        link = f" <{each.source.link}>" if each.source.link else ""
        yield f"- **{_text(each.source.text)}** ({each.source.mark.words}){link}"
        yield from (f"  - {_text(place.heading)} ({place.mark.words})" for place in each.places)
        yield f"  - {_rests(each)}"


def _waiting(cited: Iterable[Cited], mark: Mark) -> Iterator[str]:
    for each in cited:
        marked = [place.heading for place in each.places if place.mark is mark]
        said = "; ".join(marked) if marked and each.source.mark is not mark else ""
        yield f"- {_text(each.source.text)}{f': {_text(said)}' if said else ''}"
        yield f"  - {_rests(each)}"
    yield ""


def _rests(each: Cited) -> str:
    rests = f"rests on it: {', '.join(each.rests)}" if each.rests else ""
    used = f"used in: {', '.join(each.used_in)}" if each.used_in and not each.rests else ""
    return _text(rests or used)


def _cited(entry: Known) -> str:
    return "; ".join(_in_words(source) for source in entry.sources)


def _in_words(source: Source) -> str:
    return _text(str(source))


def _row(*cells: str) -> str:
    return f"| {' | '.join(_text(cell) for cell in cells)} |"


def _text(words: str) -> str:
    return words.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


PAGES: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "README.md": ("", index),
    "rules.md": ("rules and guards", rules),
    "interactions.md": ("medicines that work with or against ketamine", interactions),
    "protocols.md": ("ways to give it", protocols),
    "instruments.md": ("rating scales, their scoring and their rights", instruments),
    "thresholds.md": ("every number and how far it may be moved", thresholds),
    "discharge.md": ("when somebody may leave", discharge),
    "follow-up.md": ("the steps of the course, checks, what is asked when", follow_up),
    "consent.md": ("what a patient agrees to", consent),
    "pharmacology.md": ("models of levels, held against what was measured", pharmacology),
    "sources.md": ("who says so", sources),
    "judgements.md": ("what waits for a clinician's review", judgements),
}
SIZES: dict[str, Callable[[], int]] = {
    "rules.md": lambda: len(catalogue.rules()) + len(catalogue.guards()),
    "interactions.md": lambda: len(catalogue.interactions()),
    "protocols.md": lambda: len(catalogue.protocols()),
    "instruments.md": lambda: len(catalogue.instruments()),
    "thresholds.md": lambda: len(catalogue.thresholds()),
    "discharge.md": lambda: len(catalogue.discharge()),
    "follow-up.md": lambda: len((*catalogue.steps(), *catalogue.schedules(), *catalogue.follow_up())),
    "consent.md": lambda: len(catalogue.consent_lines()),
    "pharmacology.md": lambda: len(MODELS),
    "sources.md": lambda: sum(1 for each in catalogue.sources() if each.source.mark is not Mark.JUDGEMENT),
    "judgements.md": lambda: len(catalogue.judgements()) + len(catalogue.recalled()),
}


def is_current(folder: Path) -> bool:
    """Whether the folder holds exactly these pages."""
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")} if folder.exists() else {}
    return there == written()


def write(folder: Path) -> None:
    """Put every page there, and take away what is none."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = written()
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages, or say whether they still hold."""
    parser = argparse.ArgumentParser(description="Write docs/reference from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page is out of date")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args(arguments)
    if not options.check:
        write(options.folder)
        return 0
    if is_current(options.folder):
        return 0
    print(STALE, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
