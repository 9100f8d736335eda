"""Real XLSForms: each becomes a checklist in order, or is refused with pyxform's own reason."""

import io
import os
import re
from pathlib import Path

import pytest

from auditapp.checklists.source import read_source
from auditapp.checklists.writing import yaml_text
from auditapp.checklists.xlsform.exporting import export_form
from auditapp.checklists.xlsform.importing import import_form
from auditapp.core.problems import Problem

FORMS = sorted((Path(os.environ["AUDITAPP_REAL_INPUTS"]) / "xlsforms").glob("*.xlsx"))
QUESTIONS = {
    "choice_filter_test": 6,
    "good_eats_multilang": 10,
    "ipa_likert_template": 13,
    "or_other": 3,
    "tutorial_arabic_labels": 6,
    "xlsform_spec_test": 38,
}
REFUSED = {"duplicate_columns": "Two columns are called “label”: rename one."}


def test_forms_come_in_through_the_page(client_of):
    """Each is looked at and opened as a draft; the one that is refused says why."""
    admin = client_of("admin")
    for file in FORMS:
        sent = {"file": (io.BytesIO(file.read_bytes()), file.name)}
        page = admin.post("/checklists/bring", data=sent).text
        if file.stem in REFUSED:
            assert REFUSED[file.stem] in page
            continue
        (source,) = re.findall(r'name="source"[^>]* value="([^"]*)"', page)
        begun = admin.post("/checklists/bring/draft", data={"source": source})
        assert begun.status_code == 303, file.name
        assert admin.get(begun.location).status_code == 200, file.name


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_form_comes_in_or_is_refused_with_its_reason(file):
    if file.stem in REFUSED:
        with pytest.raises(Problem, match=r"xlsform\.refused") as refused:
            import_form(file.read_bytes(), file.name)
        assert refused.value.details["reason"] == REFUSED[file.stem]
        return
    found = import_form(file.read_bytes(), file.name)
    assert len(found.checklist.questions) == QUESTIONS[file.stem]
    assert read_source(yaml_text(found.checklist)) == found.checklist
    assert import_form(export_form(found.checklist), "back.xlsx").checklist == found.checklist
