"""Where everything is kept: the database, its transactions, the record of changes, the files.

Knows nothing of checklists, visits or people beyond their ids. Only `transaction` commits.
"""
