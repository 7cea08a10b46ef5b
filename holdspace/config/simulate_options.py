"""What can be asked of `holdspace simulate`? Only the words; they are read where the answer is worked out."""

import argparse


def describe(command: argparse.ArgumentParser) -> None:
    """Add every option."""
    asked = command.add_argument
    asked("--drug", default="racemic", help="racemic or esketamine (default: racemic)")
    asked("--route", required=True, help="iv, im, sc, sl, po or in")
    asked("--dose", required=True, action="append", help="as in 35mg, 0.5mg/kg or 28mg@15 (at minute 15); repeatable")
    asked("--salt", action="store_true", help="the dose was weighed as hydrochloride (default: as free base)")
    asked("--over", default="0min", help="length of an infusion, as in 40min")
    asked("--hold", help="how long it is held under the tongue (default: 10min)")
    asked("--spit", action="store_true", help="what is left in the mouth is spat out (default: swallowed)")
    asked("--weight", help="in kg (70 is assumed, and said, where it is left out)")
    asked("--age", help="in years")
    asked("--sex", help="female or male; kept with the question; no model here found it to matter")
    asked(
        "--model", action="append", default=[], help="as in s1 or simons-2022, repeatable, or all; else the best suited"
    )
    asked("--analyte", default="ketamine", help="ketamine, norketamine, hydroxynorketamine or effect")
    asked("--interacting", action="append", default=[], help="as in clarithromycin; repeatable")
    asked("--at", help="minutes to tell of, as in 0,10,20")
    asked("--until", default="4h", help="how far to look (default: 4h)")
    asked("--every", default="1min", help="how often (default: 1min)")
    asked("--subjects", default="1000", help="how many possible people the band is drawn from (default: 1000)")
    asked("--seed", default="1", help="the same seed gives the same band (default: 1)")
    asked("--measured", action="store_true", help="widen the band by the error of one blood test")
    asked("--effects", action="store_true", help="tell what will be felt and measured, with its times")
    asked("--png", metavar="FILE", help="draw the curve into this file as well")
    asked("--csv", action="store_true", help="answer as a table with commas")
