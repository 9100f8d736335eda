"""`flask checklist export`: canonical YAML; out, in and out again gives the same bytes."""

from pathlib import Path

import pytest

from auditapp.checklists.source import read_source
from auditapp.checklists.writing import yaml_text

pytestmark = pytest.mark.slow

SHIPPED = Path(__file__).parents[2] / "checklists"


@pytest.mark.parametrize("name", ["shop-visit", "standards/retail-service"])
def test_export_prints_what_ships_as_canonical_yaml(flask_checklist, name):
    done = flask_checklist("export", Path(name).name)
    assert (done.returncode, done.stderr) == (0, "")
    document = read_source(done.stdout)
    assert document == read_source((SHIPPED / f"{name}.yaml").read_bytes())
    assert yaml_text(document) == done.stdout


@pytest.mark.parametrize("arguments", [["../shop-visit"], ["shop-visit", "--version", "7"]])
def test_export_says_what_is_not_there(flask_checklist, arguments):
    done = flask_checklist("export", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no checklist or standard")
