"""Classes: no page names one that has no style, and no style is kept that no page names."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
PRINTED = r"\{\{.*?\}\}"
ATTRIBUTE = re.compile(rf'class="((?:[^"{{]|{PRINTED}|\{{%.*?%\}})*)"', re.DOTALL)
WORD = re.compile(r"-?[a-zA-Z_][\w-]*")
# Made while a page is written: depth of a region, how many questions are shown of some, and
# verdicts whose spaces become dashes.
MADE = {
    *(f"deep-{level}" for level in range(1, 7)),
    *(f"n{shown}" for shown in range(2, 9)),
    "not-assessed",
}
# Named for readers of the page's source and for tests, or given by an expression: no style wanted.
BARE = {"p"}


def styled() -> set[str]:
    """Every class that some style sheet knows."""
    found = set()
    for sheet in STATIC.rglob("*.css"):
        text = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", sheet.read_text(), flags=re.DOTALL)
        for selector in re.findall(r"([^{};]+)\{", text):
            found.update(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", selector))
    return found


def named() -> set[str]:
    """Every class that stands in a template, as a word of its own or as one of an expression's."""
    found = set()
    for template in TEMPLATES.rglob("*.html"):
        for value in ATTRIBUTE.findall(template.read_text()):
            plain = re.sub(r"\{%.*?%\}", " ", re.sub(PRINTED, "\0", value, flags=re.DOTALL))
            found.update(word for word in plain.split() if "\0" not in word)
            printed = " ".join(re.findall(PRINTED, value, re.DOTALL))
            for text in re.findall(r"""['"]([a-z -]+)['"]""", printed):
                found.update(WORD.findall(text))
    return found


def test_every_class_of_a_page_has_a_style() -> None:
    assert named() - styled() - BARE == set()


def test_every_style_is_named_by_some_page() -> None:
    sources = (
        path
        for folder, ending in ((TEMPLATES, "html"), (ROOT / "auditapp", "py"), (STATIC, "js"))
        for path in folder.rglob(f"*.{ending}")
    )
    words = {word for path in sources for word in WORD.findall(path.read_text())}
    assert styled() - words - MADE == set()
