"""The look in one place: colours in the tokens, pictures in the sprite, nothing inline."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
TOKENS = (STATIC / "tokens.css").read_text()
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")
# Every text and sign against each ground it stands on, by WCAG 2.2 AA.
TEXTS = ("ink", "soft", "accent", "met", "near", "missed")
GROUNDS = ("card", "paper", "tint")


def tokens(dark: bool) -> dict[str, str]:
    """Custom properties that are plain colours, of the light or the dark look."""
    light, _, rest = TOKENS.partition("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    if dark:
        found |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", rest))
    return found


def luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(dark: bool) -> None:
    colours = tokens(dark)
    faint = {
        (text, ground)
        for text in TEXTS
        for ground in GROUNDS
        if contrast(colours[text], colours[ground]) < 4.5
    }
    assert faint - {("soft", "tint")} == set(), "soft words never stand on the tint"
    assert contrast(colours["on"], colours["accent"]) >= 4.5
    assert contrast(colours["edge"], colours["card"]) >= 3


# The report and the blank form are printed, and have the colours of their paper.
NO_SCREENS = {"blank.css", "report.css", "tokens.css"}
SCREENS = sorted({path.name for path in STATIC.glob("*.css")} - NO_SCREENS)


@pytest.mark.parametrize("sheet", SCREENS)
def test_colours_of_the_office_stand_in_the_tokens(sheet: str) -> None:
    screen = (STATIC / sheet).read_text().partition("@media print")[0]
    assert COLOUR.findall(screen) == []


def test_phone_repeats_the_tokens_to_the_letter() -> None:
    phone = properties((STATIC / "phone" / "form.css").read_text())
    assert {dark for _, dark in phone} == {False, True}
    assert phone.items() <= properties(TOKENS).items()


def properties(css: str) -> dict[tuple[str, bool], str]:
    """Every custom property of the root, by its name and whether it is the dark one."""
    found = {}
    for query, body in re.findall(r"(?:@media \(([^)]+)\) \{\s*)?:root \{([^}]*)\}", css):
        if query in ("", "prefers-color-scheme: dark"):
            for name, value in re.findall(r"--([a-z0-9-]+):\s*([^;]+);", body):
                found[name, bool(query)] = value.strip()
    return found


def test_sprite_holds_every_icon_that_templates_name() -> None:
    symbols = set(re.findall(r'<symbol id="([a-z-]+)"', (STATIC / "icons.svg").read_text()))
    named = {
        name
        for template in TEMPLATES.rglob("*.html")
        for name in re.findall(r'icon\("([a-z-]+)"', template.read_text())
    }
    buttons = {
        name
        for template in TEMPLATES.rglob("*.html")
        for name in re.findall(
            r'(?:link_button|post_button)\(.*?"(?:first|grave|quiet)?", "([a-z-]+)"\)',
            template.read_text(),
        )
    }
    assert (named | buttons) - symbols == set()


def test_templates_carry_no_style_and_no_script_of_their_own() -> None:
    # Data of a page is no script, and a sheet may stand whole in a page.
    sheet = re.compile(r"""<style nonce="{{ g.nonce }}">{{ style_of\('[a-z/]+\.css'\) }}</style>""")
    script = r"<script(?![^>]*\b(?:src=|type=.application/json))"
    inline = re.compile(rf"<style|\sstyle=|{script}|\son[a-z]+=", re.IGNORECASE)
    pages = (path for path in TEMPLATES.rglob("*.html") if path.name != "visit_pdf.html")
    texts = {str(path): sheet.sub("", path.read_text()) for path in pages}
    assert [path for path, text in texts.items() if inline.search(text)] == []
