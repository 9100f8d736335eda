"""The PDF itself: its text, tags, faces, and that the same data gives the same bytes."""

import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from auditapp.core.problems import Problem
from auditapp.reports import pdf
from tests.reports.conftest import jpeg, pdf_of, text_of, words_of
from tests.reports.samples import GOOD, checklist, failed, photos, report, standard, with_past

ROOT = Path(__file__).parents[2]
FACES = {"Golos-Text", "Audit-Marks", "Noto-Sans", "Noto-Emoji"}

RENDER = """
import hashlib, sys
from auditapp import create_app
from auditapp.config import Settings
from pathlib import Path
from auditapp.reports.pdf import report_pdf
from tests.reports.conftest import jpeg
from tests.reports.samples import failed, photos, report, with_past
app = create_app(Settings(data_dir=Path("none"), secret_key="a"))
with app.app_context():
    data = with_past(report(failed(), photos=photos(3), language="ru"))
    print(hashlib.sha256(report_pdf(data, jpeg)).hexdigest())
"""


def face_names(content: bytes) -> set[str]:
    names = set()
    with pikepdf.open(BytesIO(content)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                names.add(str(item["/FontName"]).removeprefix("/").partition("+")[2])
                assert "/FontFile2" in item
    return names


def test_text_has_digits_latin_cyrillic_and_signs(offline, tmp_path):
    said = words_of(pdf_of(report()), tmp_path)
    for wanted in ("Shop visit", "78.57", "Одна касса из трёх, 120 ₽.", "4:10", "P-17", "Harbour"):
        assert wanted in said


def test_russian_report_is_russian_with_commas(offline, tmp_path):
    said = words_of(pdf_of(report(language="ru")), tmp_path)
    for wanted in ("Визит в магазин", "78,57", "20 ноября 2026", "Вас поприветствовали?"):
        assert wanted in said


def test_first_page_says_that_nobody_reviewed_it(offline, tmp_path):
    assert "Not reviewed" in text_of(pdf_of(report()), tmp_path, "-l", "1")


def test_every_page_has_its_number_the_location_and_the_report_id(offline, tmp_path):
    data = report(failed(), photos=photos(6))
    content = pdf_of(data)
    with pikepdf.open(BytesIO(content)) as document:
        count = len(document.pages)
    for number in range(2, count + 1):
        page = text_of(content, tmp_path, "-f", str(number), "-l", str(number))
        assert f"{number} / {count}" in page
        assert "Harbour · 20/11/2026" in page
        assert data.report_id in page


def test_pdf_is_tagged_titled_outlined_and_knows_its_language(offline):
    with pikepdf.open(BytesIO(pdf_of(report(language="ru")))) as document:
        root = document.Root
        assert root.MarkInfo.Marked
        assert root.Lang == "ru"
        assert root.ViewerPreferences.DisplayDocTitle
        assert "Визит в магазин" in str(document.docinfo["/Title"])
        with document.open_outline() as outline:
            assert len(outline.root) == 1
            assert len(outline.root[0].children) > 4
        with document.open_metadata() as metadata:
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def figures(document: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [
        item
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
    ]


def test_every_picture_and_chart_has_an_alternative_text(offline):
    content = pdf_of(with_past(report(failed(), photos=photos(3))))
    with pikepdf.open(BytesIO(content)) as document:
        found = figures(document)
        assert len(found) >= 3 + 2 + 3
        assert all(str(item.get("/Alt", "")).strip() for item in found)


def test_only_our_faces_are_in_it_embedded_and_subset(offline):
    names = face_names(pdf_of(report({**GOOD, "mood": GOOD["mood"]}, language="ru")))
    assert names
    assert all(any(name.startswith(face) for face in FACES) for name in names)


def rendered_apart(environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", RENDER],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.strip()


@pytest.mark.slow
def test_same_data_gives_the_same_bytes_whatever_fonts_the_machine_has(tmp_path):
    none = tmp_path / "none.conf"
    none.write_text("<fontconfig></fontconfig>")
    others = tmp_path / "others"
    others.mkdir()
    # A machine whose own 'Golos Text' and 'sans-serif' are other fonts altogether.
    other = tmp_path / "other.conf"
    other.write_text(
        f"<fontconfig><dir>{others}</dir><match><test name='family'><string>Golos Text</string>"
        "</test><edit name='family' mode='assign'><string>Elsewhere</string></edit></match>"
        "</fontconfig>"
    )
    made = {
        rendered_apart({}),
        rendered_apart({"FONTCONFIG_FILE": str(none), "HOME": "/nonexistent", "TZ": "Asia/Tokyo"}),
        rendered_apart({"FONTCONFIG_FILE": str(other), "PYTHONHASHSEED": "7", "LC_ALL": "C"}),
    }
    assert len(made) == 1


def test_environment_is_as_it_was_after_rendering(offline, monkeypatch):
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    pdf._engine.cache_clear()
    pdf_of(report())
    assert os.environ["FONTCONFIG_FILE"] == "/etc/fonts/fonts.conf"


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/x", "https://example.org/x", "file:///etc/passwd", "data:text/plain,x"],
)
def test_fetcher_reads_neither_network_nor_files(address, offline):
    fetcher = pdf._engine().fetcher(jpeg)
    with pytest.raises(ValueError, match="not a part of this report"):
        fetcher.fetch(address)
    with pytest.raises(ValueError, match="not a part of this report"):
        fetcher(address)


def test_only_the_reports_own_photos_are_read(offline):
    asked = []

    def photo(name):
        asked.append(name)
        return jpeg(name)

    (own,) = photos(1)
    pdf.report_pdf(report(failed(), photos=(own,)), photo)
    assert asked == [own.id]
    with pytest.raises(Problem) as raised:
        pdf.render("<img src='photo:other' alt='x'/>", {own.id: b""}.__getitem__)
    assert raised.value.code == "reports.photo_missing"


def test_photo_that_cannot_be_read_stops_the_report(offline):
    def lost(name):
        raise FileNotFoundError(name)

    with pytest.raises(Problem) as raised:
        pdf.report_pdf(report(failed(), photos=photos(1)), lost)
    assert raised.value.code == "reports.photo_missing"


def test_photos_are_set_as_they_are_stored(offline):
    content = pdf_of(report(failed(), photos=photos(2)))
    with pikepdf.open(BytesIO(content)) as document:
        images = [
            item.read_raw_bytes()
            for item in document.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]
    assert sorted(images) == sorted(jpeg(one.id) for one in photos(2))


NO_PANGO = """
import cffi
def refuse(self, name, *flags):
    raise OSError(f"cannot load library {name!r}")
cffi.FFI.dlopen = refuse
from auditapp import create_app
from auditapp.config import Settings
from pathlib import Path
from auditapp.core.problems import Problem
from auditapp.reports.pdf import report_pdf
from tests.reports.conftest import jpeg
from tests.reports.samples import report
with create_app(Settings(data_dir=Path("none"), secret_key="a")).app_context():
    for _ in range(2):
        try:
            report_pdf(report(), jpeg)
        except Problem as problem:
            print(problem.code, problem.sentence % problem.details)
"""


def test_without_pango_the_application_starts_and_says_what_to_install():
    done = subprocess.run(
        [sys.executable, "-c", NO_PANGO],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("reports.pango_missing ") for line in lines)
    assert all(
        "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in line
        for line in lines
    )


def test_report_of_a_sheet_needs_no_database(offline, tmp_path):
    sheet = replace(report().sheet, visited_at="2026-11-20T14:05:00+03:00", location="Harbour")
    content = pdf.visit_report_pdf(checklist(), sheet, standard(), "ru")
    assert "20 ноября 2026, 14:05" in words_of(content, tmp_path)


def test_kept_pdf_is_made_once(tmp_path):
    made = []

    def make():
        made.append(1)
        return b"%PDF"

    folder = tmp_path / "cache"
    assert [pdf.kept_pdf(folder, "a", make) for _ in range(3)] == [b"%PDF"] * 3
    assert made == [1]
    assert [path.name for path in folder.iterdir()] == ["a.pdf"]
