"""Speed, each figure beside its floor, both measured in this run.

    python -m tests.bench [--quick] [--soak MINUTES] [--json FILE] [--only NAME]

Exit code 0 when all bars hold, 1 when one does not, 2 when a figure could not be taken.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
from dataclasses import replace
from pathlib import Path

from tests.bench.figures import FIGURES, Scale
from tests.bench.measure import Figure


def main(words: list[str]) -> int:
    """Measure what is asked for, print the table and write the rows."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds: five minutes on two cores")
    parser.add_argument(
        "--soak", type=float, metavar="MINUTES", help="how long memory is watched; else 30, quick less than one"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="one row a figure")
    parser.add_argument("--only", metavar="NAME", action="append", help=f"one of {', '.join(FIGURES)}; may be repeated")
    arguments = parser.parse_args(words)
    if unknown := set(arguments.only or ()) - FIGURES.keys():
        parser.error(f"there is no figure {', '.join(sorted(unknown))}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    scale = Scale.quick() if arguments.quick else Scale.full()
    if arguments.soak is not None:
        scale = replace(scale, soak_s=round(arguments.soak * 60))
    found, broken = take(arguments.only or list(FIGURES), scale)
    if arguments.json:
        rows = [figure.as_row() for figure in found]
        arguments.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 2 if broken else 0 if all(figure.holds for figure in found) else 1


def take(names: list[str], scale: Scale) -> tuple[list[Figure], list[str]]:
    """The figures of those names, printed as they come, and the names of those that failed."""
    found, broken = [], []
    began = time.monotonic()
    print(f"{'':64} {'ours':>11} {'floor':>11} {'ratio':>7}  {'bar':7}", flush=True)
    for name in names:
        try:
            for figure in FIGURES[name](scale):
                found.append(figure)
                print(_line(figure), flush=True)
        except Exception:
            traceback.print_exc()
            broken.append(name)
    lost = [figure.name for figure in found if not figure.holds]
    print(f"{len(found)} figures in {time.monotonic() - began:.0f} s, {len(lost)} bars do not hold", flush=True)
    if broken:
        print(f"not taken: {', '.join(broken)}", flush=True)
    return found, broken


def _line(figure: Figure) -> str:
    mark = "" if figure.holds else "  DOES NOT HOLD"
    named = f"{figure.name}, {figure.unit}"
    return f"{named:64} {figure.ours:11,.2f} {figure.floor:11,.2f} {figure.ratio:7.3f}  {figure.bar:7}{mark}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
