"""`flask checklist import-xlsform` and `export-xlsform`: out and in again is the same checklist."""

import pytest

from auditapp.checklists.source import read_source

pytestmark = pytest.mark.slow


def test_shipped_checklist_goes_out_and_comes_in(flask_checklist, tmp_path):
    done = flask_checklist("export-xlsform", "shop-visit", "-o", "shop.xlsx")
    assert (done.returncode, done.stderr) == (0, "")
    done = flask_checklist("import-xlsform", "shop.xlsx", "-o", "back.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("questions; not carried over: 0\n")
    printed = flask_checklist("export", "shop-visit").stdout
    assert read_source((tmp_path / "back.yaml").read_bytes()) == read_source(printed)


def test_file_that_is_no_form_is_refused(flask_checklist, tmp_path):
    with (tmp_path / "large.xlsx").open("wb") as large:
        large.write(b"PK\x03\x04")
        large.truncate(100 * 2**20)
    done = flask_checklist("import-xlsform", "large.xlsx", "-o", "out.yaml")
    assert (done.returncode, done.stdout) == (1, "")
    assert "too large" in done.stderr
    assert not (tmp_path / "out.yaml").exists()
