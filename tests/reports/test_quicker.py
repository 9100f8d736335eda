"""WeasyPrint made quicker sets the same: byte for byte what its own functions set."""

from collections.abc import Callable, Iterator
from importlib.metadata import version

import pytest
from flask_babel import force_locale

from auditapp.checklists.source import read_source
from auditapp.core.answers import Answer
from auditapp.reports import pdf
from auditapp.reports.blank import blank
from tests.reports.conftest import jpeg, pdf_of
from tests.reports.samples import GOOD, failed, photos, report, with_past
from tests.reports.test_blank import EVERY_TYPE
from tests.reports.test_breaks import visited

LONG = "Очередь ждала долго, the till was closed. " * 60 + "W" * 200
STRANGE = (
    f"مرحبا 123 \u202eabc\u202c {LONG[:99]} 👍🏽 ❤️ a\u0301 \u0923\u093f 中文"
    "\rb\u2028c\u2029d\xade\tf"
)


@pytest.fixture
def plain(offline, monkeypatch) -> Iterator[Callable[[Callable[[], bytes]], bytes]]:
    """What sets something by WeasyPrint's own functions."""
    pdf._engine()
    from auditapp.reports.pdf import quicker
    from auditapp.reports.pdf.quicker import writing

    monkeypatch.setattr(writing, "COMPRESSION", 9)

    def by_its_own(work: Callable[[], bytes]) -> bytes:
        quicker.remove()
        try:
            return work()
        finally:
            quicker.install()

    yield by_its_own
    quicker.install()


def test_what_is_installed_is_the_version_that_is_made_quicker() -> None:
    assert version("weasyprint") == pdf.QUICKER_IN


def with_comment(comment: str):
    return report({**GOOD, "greeted": Answer("no", comment=comment)})


REPORTS = {
    "good": report(),
    "russian": with_past(report(failed(), photos=photos(7), language="ru")),
    "long": with_comment(LONG),
    "empty": report({}, standard=None),
    "pages": visited(6),
    "strange": with_comment(STRANGE),
}


@pytest.mark.parametrize("name", REPORTS)
def test_report_is_the_same_as_by_weasyprints_own_functions(name, plain):
    assert pdf_of(REPORTS[name]) == plain(lambda: pdf_of(REPORTS[name]))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_form_on_paper_is_the_same_as_by_weasyprints_own_functions(language, plain):
    with force_locale(language):
        html = pdf.blank_html(blank(read_source(EVERY_TYPE), 3, language, "Aurora"))
    assert pdf.blank_pdf(html, jpeg) == plain(lambda: pdf.blank_pdf(html, jpeg))


def test_style_that_spreads_letters_and_lays_boxes_out_otherwise_is_the_same(plain):
    style = (
        "p{letter-spacing:1px;text-align:justify;width:50%}.a{border:2px dotted red;padding:1em 2%}"
        ".b{column-count:2;text-decoration:underline}.c{position:relative;left:3px;float:right}"
        ".d{border-left:3pt double green;border-radius:4px;background:#eee;tab-size:3}"
        ".e{display:flex;box-sizing:border-box}.f{margin-inline-start:9px;word-spacing:4px}"
    )
    inside = "".join(f'<p class="{name}">{LONG[:150]}\t<b>1</b></p>' for name in "abcdef")
    html = f'<html lang="en"><head><title>t</title><style>{style}</style></head>'
    html += f'<body><div class="e"><p>{LONG[:90]}</p><p>b</p></div>{inside}</body></html>'
    assert pdf.render(html, jpeg) == plain(lambda: pdf.render(html, jpeg))
