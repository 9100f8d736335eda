"""Checklists as XLSForms, the workbooks of ODK and its kin: in and out, without a database.

`guarding` refuses hostile files, `reading` alone knows pyxform, `importing` makes a checklist of a
form, `exporting` a form of a checklist.
"""
