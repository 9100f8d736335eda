"""Backups: the database as it was, the files beside it, a manifest of what belongs to it.

A folder of backups holds one folder for each backup and one `files/` for all of them: files are
never changed, so each is kept once. `making` writes, `checking` reads, `restoring` puts back.
"""
