"""An application that makes PDFs, and tools that read them."""

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from auditapp import create_app
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.core.workflow import By, Event
from auditapp.reports.pdf import report_pdf
from auditapp.reports.report import ReportData
from auditapp.storage import transaction
from auditapp.visits.commands.moves import move
from auditapp.visits.models import Visit


@pytest.fixture
def offline(tmp_path: Path) -> Iterator[Flask]:
    """An application without a database, as the command line has it."""
    made = create_app(Settings(data_dir=tmp_path / "none", secret_key="a key for tests"))  # noqa: S106 - of no use elsewhere
    with made.app_context():
        yield made


def publish_visit(app: Flask, public_id: str) -> None:
    """Approve and publish a visit now."""
    with app.app_context(), transaction.write() as session:
        visit = session.scalars(select(Visit).where(Visit.public_id == public_id)).one()
        move(session, None, now(), visit, Event.APPROVE, By.REVIEWER)
        move(session, None, now(), visit, Event.PUBLISH, By.MANAGER)


def jpeg(name: str) -> bytes:
    """A thumbnail of a colour of its own."""
    out = BytesIO()
    shade = int(name, 16) * 37 % 256
    Image.new("RGB", (480, 360), (shade, 120, 90)).save(out, "JPEG")
    return out.getvalue()


def pdf_of(data: ReportData) -> bytes:
    return report_pdf(data, jpeg)


def text_of(pdf: bytes, tmp_path: Path, *options: str) -> str:
    """What a reader gets out of the PDF by selecting all of it."""
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", *options, str(file), "-"],  # noqa: S607 - poppler of the machine
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def words_of(pdf: bytes, tmp_path: Path) -> str:
    """The same with every run of white space made one space."""
    return " ".join(text_of(pdf, tmp_path).split())
