"""Charts as inline SVG, the same in the page and in the PDF.

Colours stand in presentation attributes, because a style sheet does not reach inline SVG in the
PDF; the classes let the page's sheet overrule them. A chart says its numbers in its title.
"""

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup, escape

ACCENT, PALE, TRACK, INK, SOFT = "#0d5c63", "#6f9a9c", "#eceae4", "#1d2126", "#8b9299"
MISSED = "#b3261e"
BAR_WIDTH, BAR_HEIGHT = 250, 12
SPARK_WIDTH, SPARK_HEIGHT = 76, 22
_EDGE = 4


def bar(score: Decimal | None, target: Decimal | None, title: str) -> Markup:
    """Draw a score as a bar of 0 to 100 with the target as a mark across it."""
    parts = [_rect("bar-track", 0, 2, BAR_WIDTH, 8, TRACK)]
    if score is not None and score > 0:
        reached = target is None or score >= target
        parts.append(
            _rect("bar-met" if reached else "bar-short", 0, 2, _along(score), 8,
                  ACCENT if reached else PALE)
        )  # fmt: skip
    if target is not None:
        at = min(_along(target), BAR_WIDTH - 2)
        parts.append(
            f'<rect class="bar-target" x="{at:g}" y="0" width="2" height="12" fill="{INK}"/>'
        )
    return _svg("bar", BAR_WIDTH, BAR_HEIGHT, title, parts, ' preserveAspectRatio="none"')


def sparkline(scores: Sequence[Decimal | None], target: Decimal | None, title: str) -> Markup:
    """Draw the last visits, oldest on the left, with the target dotted and the last as a point."""
    points = [
        (_step(index, len(scores)), _up(score))
        for index, score in enumerate(scores)
        if score is not None
    ]
    parts = []
    if target is not None:
        y = _up(target)
        parts.append(
            f'<path class="spark-target" d="M0 {y:g}H{SPARK_WIDTH}" fill="none" stroke="{SOFT}"'
            ' stroke-width="0.8" stroke-dasharray="2 2"/>'
        )
    if len(points) > 1:
        line = "L".join(f"{x:g} {y:g}" for x, y in points)
        parts.append(
            f'<path class="spark-line" d="M{line}" fill="none" stroke="{ACCENT}" stroke-width="1.4"'
            ' stroke-linejoin="round"/>'
        )
    if points:
        x, y = points[-1]
        short = target is not None and scores[-1] is not None and scores[-1] < target
        name, colour = ("spark-short", MISSED) if short else ("spark-last", ACCENT)
        parts.append(f'<circle class="{name}" cx="{x:g}" cy="{y:g}" r="2.4" fill="{colour}"/>')
    return _svg("spark", SPARK_WIDTH, SPARK_HEIGHT, title, parts)


def _svg(
    name: str, width: int, height: int, title: str, parts: list[str], more: str = ""
) -> Markup:
    return Markup(  # noqa: S704 - the title is escaped, all else is made of numbers here
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" role="img" width="{width}"'
        f' height="{height}" viewBox="0 0 {width} {height}"{more}><title>{escape(title)}</title>'
        f"{''.join(parts)}</svg>"
    )


def _rect(name: str, x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect class="{name}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
        f' rx="2" fill="{fill}"/>'
    )


def _along(score: Decimal) -> float:
    return round(float(score) * BAR_WIDTH / 100, 2)


def _step(index: int, count: int) -> float:
    if count == 1:
        return SPARK_WIDTH - _EDGE
    return round(_EDGE + index * (SPARK_WIDTH - 2 * _EDGE) / (count - 1), 2)


def _up(score: Decimal) -> float:
    return round(_EDGE + (100 - float(score)) * (SPARK_HEIGHT - 2 * _EDGE) / 100, 2)
