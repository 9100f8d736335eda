"""Checklists out of sheets that people keep: rows in, a checklist and what was lost out.

Pure: `columns` guesses what the columns say, `layout` which rows are headings, `options` and
`words` read cells, `importing` makes the checklist. Files are read by `auditapp.sheets`.
"""
