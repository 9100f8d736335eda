"""HTML to PDF, from the parts of one report and nothing else.

The only importer of WeasyPrint, which takes half a second to import and needs Pango: both wait
until the first PDF is asked for.
"""

import gc
import hashlib
import os
import re
import threading
from collections.abc import Callable
from contextlib import contextmanager, redirect_stdout, suppress
from datetime import datetime
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from flask import current_app
from flask_babel import force_locale, gettext, ngettext

from auditapp.core.answers import Sheet
from auditapp.core.document import Checklist, Standard
from auditapp.core.problems import Problem
from auditapp.core.scoring import score
from auditapp.reports.report import Location, ReportData
from auditapp.reports.sections import views
from auditapp.reports.sections.heading import heading
from auditapp.reports.sections.words import Words

if TYPE_CHECKING:
    from auditapp.reports.blank import Blank

QUICKER_IN = "70.0"  # the version of WeasyPrint whose functions `quicker` stands for
STATIC = Path(__file__).parents[3] / "static"
STYLE = STATIC / "report.css"
ON_PAPER = STATIC / "blank.css"
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
MARKS = {
    "met": "✓ ",
    "near": "∼ ",
    "missed": "✗ ",
    "none": "– ",
    "not assessed": "– ",
    "not scored": "– ",
    "": "    ",
}
_OF_BLOCKS = {"html", "head", "body", "section", "table", "thead", "tbody", "tr", "ol", "ul"}
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Python runs one thread at a time, so rendering side by side is slower than one after the other;
# and a font configuration that one thread uses at a time can serve them all.
_one_at_a_time = threading.Lock()


def visit_report_pdf(
    checklist: Checklist,
    sheet: Sheet,
    standard: Standard | None = None,
    language: str = "",
    company: str = "",
) -> bytes:
    """Make the report of one sheet of answers, without a database; photos are named, not shown.

    Raises: Problem `reports.pango_missing`.
    """
    return report_pdf(
        ReportData(
            checklist=checklist,
            sheet=sheet,
            result=score(checklist, sheet, standard),
            standard=standard,
            language=language or sheet.language or checklist.languages[0],
            company=company,
            location=Location(name=sheet.location),
            visited_at=_moment(sheet.visited_at),
        ),
        photo=_no_photos,
    )


def report_pdf(data: ReportData, photo: Callable[[str], bytes]) -> bytes:
    """Make the PDF of a report, in its own language, whatever language the reader's pages have.

    Shape: `photo` returns the JPEG of a photo id, or the PNG of the mark. Raises: as `render` does.
    """
    own = {one.id for one in data.photos} | ({data.mark.sha256} if data.mark else set())

    def own_photo(name: str) -> bytes:
        if name not in own:
            raise KeyError(name)
        return photo(name)

    return render(report_html(data), own_photo)


def blank_html(form: "Blank") -> str:
    """Write the HTML of a form on paper. Needs an application context, in the form's locale."""
    template = current_app.jinja_env.get_template("reports/blank_pdf.html")
    return _UNPRINTABLE.sub("\ufffd", template.render(form=form))


def blank_digest(html: str) -> str:
    """Return what tells one form on paper from another, however it came to differ."""
    styles = (path.read_bytes() for path in (STYLE, ON_PAPER))
    return hashlib.sha256(b"\0".join((html.encode(), *styles))).hexdigest()


def blank_pdf(html: str, picture: Callable[[str], bytes]) -> bytes:
    """Make the PDF of a form on paper.

    Shape: `picture` returns the mark by its digest, or the picture of a question by its key; for
    any other it raises KeyError. Raises: as `render` does.
    """
    return render(html, picture, on_paper=True)


def kept_pdf(folder: Path, digest: str, make: Callable[[], bytes]) -> bytes:
    """Return the PDF kept under a snapshot's digest; make and keep it if it is not there."""
    kept = folder / f"{digest}.pdf"
    with suppress(FileNotFoundError):
        return kept.read_bytes()
    content = make()
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, prefix=".tmp-", delete=False) as file:
        file.write(content)
    Path(file.name).replace(kept)
    return content


def report_html(data: ReportData) -> str:
    """Write the HTML that becomes the PDF. Needs an application context, not a request."""
    with force_locale(interface_language(data.language)):
        words = Words(data.language, data.checklist, gettext, ngettext)
        template = current_app.jinja_env.get_template("reports/visit_pdf.html")
        html = template.render(
            say=words,
            head=heading(data, words),
            made_at=data.made_at,
            sections=list(views(data, words)),
            photo_url="photo:{}".format,
            mark=data.mark,
            marks=MARKS,
        )
    return _UNPRINTABLE.sub("\ufffd", html)


def interface_language(language: str) -> str:
    """Return the language for the report's own words: the checklist may speak more than we do."""
    return language if language in ("en", "ru") else "en"


def _moment(written: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(written) if written else None
    except ValueError:
        return None


def _no_photos(name: str) -> bytes:
    raise KeyError(name)


def render(html: str, photo: Callable[[str], bytes], *, on_paper: bool = False) -> bytes:
    """Turn the HTML of a report, or of a form on paper, into a tagged PDF.

    Shape: `photo` returns the picture of one of the report's own ids, or raises KeyError.
    Raises: Problem `reports.pango_missing` where Pango is not installed,
    `reports.photo_missing` if a photo of the report could not be read.
    """
    with _one_at_a_time, _swept_after():
        engine = _engine()
        fetcher = engine.fetcher(photo)
        styles = [engine.style, engine.on_paper] if on_paper else [engine.style]
        pdf = engine.page(html, fetcher).write_pdf(
            stylesheets=styles, font_config=engine.fonts, pdf_variant="pdf/ua-1"
        )
    if fetcher.missing:
        raise Problem("reports.photo_missing", photo=fetcher.missing[0][:12])
    return pdf


class _Engine:
    """WeasyPrint with our faces, our style, and a fetcher that knows the report's own photos."""

    def __init__(self) -> None:
        from weasyprint import CSS, __version__
        from weasyprint.text.fonts import FontConfiguration

        if __version__ == QUICKER_IN:
            # It names what is private there, so not even its import would go with another version.
            from auditapp.reports.pdf import quicker

            quicker.install()
        self.page = _page_class()
        self.fonts = FontConfiguration()
        self.style, self.on_paper = (
            CSS(string=path.read_text(encoding="utf-8"), font_config=self.fonts)
            for path in (STYLE, ON_PAPER)
        )
        self.fetcher = _fetcher_class()


@contextmanager
def _swept_after() -> Any:
    """Collect garbage once, after the report.

    A document is one great knot of cycles: while it grows there is nothing to collect, and if it
    stays until the collector comes by, two reports are held at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        gc.collect()


@cache
def _engine() -> _Engine:
    # Without Pango the library prints its own advice; ours stands in the problem.
    with _own_faces(), redirect_stdout(StringIO()):
        try:
            made = _Engine()
        except OSError as error:
            raise Problem("reports.pango_missing", packages=PACKAGES) from error
    # What is loaded stays: the sweep after each report need not look at it again.
    gc.collect()
    gc.freeze()
    return made


def _page_class() -> Any:
    from cssselect2 import ElementWrapper
    from weasyprint import HTML

    class Whole(ElementWrapper):
        """A page's elements; what is looked for among them all stands in the head."""

        def query_all(self, *selectors: str) -> Any:
            head = next(self.iter_children(), None)
            return [] if head is None else ElementWrapper.query_all(head, *selectors)

    class OwnPage(HTML):
        """A page of ours: read as the XML that it is, its elements styled by our sheet alone.

        The reader for any page of the web and the sheet for any element of it took a quarter.
        """

        def __init__(self, html: str, fetcher: Any) -> None:
            root = ElementTree.fromstring(html)  # noqa: S314 - written by our own templates
            _pack(root)
            self.base_url = "report:"
            self.url_fetcher = fetcher
            self.media_type = "print"
            self.wrapper_element = Whole.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return []

    return OwnPage


def _pack(root: Any) -> None:
    """Drop the white space between blocks: it would become boxes, which are dropped only later."""
    for element in root.iter():
        if element.tag in _OF_BLOCKS:
            if element.text and element.text.isspace():
                element.text = None
            for child in element:
                if child.tail and child.tail.isspace():
                    child.tail = None


def _fetcher_class() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class PartsOnly(URLFetcher):
        """Reads the photos of one report: neither the network nor a file."""

        def __init__(self, photo: Callable[[str], bytes]) -> None:
            super().__init__(allowed_protocols=[])
            self._photo = photo
            self.missing: list[str] = []

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            scheme, _, name = url.partition(":")
            if scheme != "photo":
                raise ValueError("not a part of this report")
            # What a picture is, it says itself.
            return URLFetcherResponse(url, self._read(name))

        def _read(self, name: str) -> bytes:
            try:
                return self._photo(name)
            except (KeyError, OSError):
                self.missing.append(name)
                raise

    return PartsOnly


@contextmanager
def _own_faces() -> Any:
    """Show fontconfig our folder of faces alone while it loads, then put the environment back."""
    names = ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT")
    before = {name: os.environ.pop(name, None) for name in names}
    with TemporaryDirectory(prefix="auditapp-fonts-") as folder:
        # A cache of its own: one that outlives the process would list faces as they once were.
        chosen = Path(folder) / "fonts.conf"
        chosen.write_text(
            f"<fontconfig><cachedir>{escape(folder)}</cachedir>"
            f"<include>{escape(str(STATIC / 'fonts' / 'fonts.conf'))}</include></fontconfig>"
        )
        os.environ["FONTCONFIG_FILE"] = str(chosen)
        try:
            yield
        finally:
            del os.environ["FONTCONFIG_FILE"]
            os.environ.update({name: old for name, old in before.items() if old is not None})
