"""The tables of the library: published versions."""

from auditapp.checklists.models.versions import ChecklistVersion, StandardVersion

__all__ = ["ChecklistVersion", "StandardVersion"]
