"""Scoring a visit, and reading a long checklist."""

from collections.abc import Iterator
from fractions import Fraction

from ruamel.yaml import YAML

from auditapp.checklists.source import read_source
from auditapp.checklists.writing import yaml_text
from auditapp.core.scoring import score
from bench import samples
from bench.figures import Figure, median_ms


def figures() -> Iterator[Figure]:
    """Measure the core."""
    yield scoring()
    yield reading()


def scoring() -> Figure:
    """Sixty questions with conditions, clauses and a standard; the floor is the sum alone."""
    visit, standard = samples.checklist(60), samples.standard()
    sheet = samples.sheet(visit)
    pairs = [(Fraction(number % 3 + 1), Fraction(number % 5, 4)) for number in range(60)]

    def bare() -> Fraction:
        return sum((w * f for w, f in pairs), Fraction()) / sum(w for w, _ in pairs)

    return Figure(
        "scoring a visit of 60 questions",
        median_ms(lambda: score(visit, sheet, standard), 300),
        "ms",
        goal=1.0,
        floor=median_ms(bare, 300),
        floor_is="the weighted sum of 60 fractions",
    )


def reading() -> Figure:
    """Five hundred questions from YAML; the floor is the parser alone."""
    text = yaml_text(samples.checklist(500))

    def bare() -> object:
        return YAML(typ="safe", pure=True).load(text)

    return Figure(
        f"reading a YAML of 500 questions, {len(text.encode()) // 1024} KB",
        median_ms(lambda: read_source(text), 5),
        "ms",
        floor=median_ms(bare, 5),
        floor_is="ruamel.yaml parsing the same text, nothing checked",
    )
