"""WeasyPrint's busiest functions, written for what is nearly always so; all else goes to its own.

A report takes three fifths of the time, and comes out the same byte for byte, which a test holds.
What is replaced is private to WeasyPrint, hence its pin: a new version is taken when that test
passes. Only `pdf` imports this, when the first PDF is asked for.
"""

from auditapp.reports.pdf.quicker import boxes, drawing, styles, text, writing  # noqa: F401
from auditapp.reports.pdf.quicker.instead import install, remove

__all__ = ["install", "remove"]
