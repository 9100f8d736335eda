"""The library of checklists and standards: their versions, never changed once they are here."""
