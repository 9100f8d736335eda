"""Pictures that shipped checklists name: they are there, and they can be read."""

from pathlib import Path

from auditapp.checklists.source import read_source
from auditapp.core.document import Checklist
from auditapp.storage.images import remake

SHIPPED = Path(__file__).parents[2] / "checklists"


def test_every_picture_that_a_shipped_checklist_names_can_be_shown() -> None:
    for file in SHIPPED.glob("*.yaml"):
        checklist = read_source(file.read_bytes())
        assert isinstance(checklist, Checklist)
        for question in checklist.questions:
            if question.image:
                assert remake((SHIPPED / question.image).read_bytes()).derivative
