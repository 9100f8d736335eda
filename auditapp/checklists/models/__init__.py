"""The tables of the library: published versions, and drafts of what will be one."""

from auditapp.checklists.models.drafts import DocumentDraft, DraftChange
from auditapp.checklists.models.retiring import Retirement
from auditapp.checklists.models.versions import ChecklistVersion, StandardVersion

__all__ = ["ChecklistVersion", "DocumentDraft", "DraftChange", "Retirement", "StandardVersion"]
