"""The PDF family: what a visit report shows, as a page and as a PDF.

`report` and `sections` are pure; `pdf` alone knows WeasyPrint.
"""
