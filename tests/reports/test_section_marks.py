"""A visit with points enough that did not pass: the first page says which section's mark it was."""

from decimal import Decimal

from tests.reports.conftest import pdf_of, words_of
from tests.reports.samples import checklist, report


def marked(section: int, total: int):
    """The good visit: 78.57 in all, the till 66.67."""
    own = checklist()
    welcome, till = own.sections
    sections = (welcome, till.model_copy(update={"pass_mark": Decimal(section)}))
    return report(on=own.model_copy(update={"pass_mark": Decimal(total), "sections": sections}))


def test_first_page_names_the_section_whose_own_mark_decided(offline, tmp_path):
    said = words_of(pdf_of(marked(70, 75)), tmp_path)
    assert "Not passed" in said
    assert "“Till”: 66.67%, below its own mark of 70%" in said
    assert "A section with a mark of its own must reach it too." in said


def test_section_is_not_named_where_the_total_decides_or_nothing_is_below(offline, tmp_path):
    for section, total in ((70, 80), (60, 75)):
        assert "below its own mark" not in words_of(pdf_of(marked(section, total)), tmp_path)
