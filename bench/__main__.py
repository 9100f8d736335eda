"""`python -m bench [PART …] [--json FILE]`: measure, print a table, write the figures."""

import argparse
import json
import os
import platform
from dataclasses import asdict
from pathlib import Path

from bench import (
    core,
    demo,
    editor,
    editor_preview,
    forms,
    imports,
    intake,
    lists,
    pages,
    people,
    phone,
    reports,
    start,
    what_if,
)
from bench.figures import Figure

_PARTS = (
    *(core, demo, editor, editor_preview, forms, imports, intake),
    *(lists, pages, people, phone, reports, start, what_if),
)
PARTS = {part.__name__.rpartition(".")[2]: part for part in _PARTS}
HEAD = ("what", "figure", "goal", "floor", "ratio")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("part", nargs="*", help=f"all, or some of: {', '.join(PARTS)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    options = parser.parse_args()
    unknown = [name for name in options.part if name not in PARTS]
    if unknown:
        parser.error(f"There is no part {unknown[0]}. Parts are {', '.join(PARTS)}.")
    measured: list[Figure] = []
    for name in options.part or PARTS:
        measured.extend(PARTS[name].figures())
    print(table(measured))
    if options.json:
        options.json.write_text(json.dumps(report(measured), indent=2, ensure_ascii=False) + "\n")


def report(measured: list[Figure]) -> dict[str, object]:
    """Return everything measured, and on what."""
    machine = {
        "processors": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
    }
    rows = [asdict(figure) | {"ratio": figure.ratio, "held": figure.held} for figure in measured]
    return {"machine": machine, "figures": rows}


def table(measured: list[Figure]) -> str:
    """Lay the figures out in columns, with what each floor is below."""
    rows = [HEAD, *(cells(figure) for figure in measured)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [line(row, widths) for row in rows]
    floors = [f"  {f.what}: {f.floor_is}" for f in measured if f.floor_is]
    return "\n".join([*lines, "", "floors, measured in the same run:", *floors])


def line(row: tuple[str, ...], widths: list[int]) -> str:
    """Write one row: what it is on the left, the numbers on the right."""
    numbers = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
    return "  ".join([row[0].ljust(widths[0]), *numbers])


def cells(figure: Figure) -> tuple[str, ...]:
    """Write one figure as the cells of its row."""
    sign, bound = ("≤", figure.goal) if figure.least is None else ("≥", figure.least)
    goal = "" if bound is None else f"{sign} {bound:.3g}{'' if figure.held else ' missed'}"
    floor = "" if figure.floor is None else f"{figure.floor:.3g} {figure.unit}"
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    return figure.what, f"{figure.value:.3g} {figure.unit}", goal, floor, ratio


if __name__ == "__main__":
    main()
