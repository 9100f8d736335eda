"""Scripts that people write comments in: each comes out as text, with its spaces and no boxes."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from auditapp.core.answers import Answer
from tests.reports.conftest import pdf_of, words_of
from tests.reports.samples import GOOD, report

SCRIPTS = {
    "Noto-Sans-Arabic": "مرحبا بكم في المتجر",
    "Noto-Sans-Hebrew": "שלום וברוכים הבאים",
    "Noto-Sans": "Καλώς ήρθατε στο κατάστημά μας",
}


def faces_of(pdf: bytes) -> set[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return {
            str(item["/FontName"]).removeprefix("/").partition("+")[2]
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/FontName" in item
        }


def pdf_with(comment: str) -> bytes:
    return pdf_of(report({**GOOD, "greeted": Answer("no", comment=comment)}))


def said_in(pdf: bytes, tmp_path: Path) -> str:
    """The text of a report without the marks that turn it round."""
    return re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", words_of(pdf, tmp_path))


@pytest.mark.parametrize("face", SCRIPTS)
def test_comment_is_set_in_the_face_of_its_script(face, offline):
    assert face in faces_of(pdf_with(SCRIPTS[face]))


# Arabic letters share the shapes of their dots, so no reader gets the words back.
@pytest.mark.parametrize("face", ["Noto-Sans-Hebrew", "Noto-Sans"])
def test_comment_comes_out_as_it_was_written(face, offline, tmp_path):
    assert SCRIPTS[face] in said_in(pdf_with(SCRIPTS[face]), tmp_path)


def test_no_sign_of_these_scripts_is_a_box(offline, caplog):
    pdf_with(" ".join(SCRIPTS.values()))
    assert not [line for line in caplog.messages if "notdef" in line]
