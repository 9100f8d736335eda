"""The pure core: what a checklist is, when a question is asked, what an answer is worth.

Nothing here reads a file, a clock, a request or a row; nothing here knows a language but the
words it was given. It imports the standard library and pydantic, and is the same on every day and
every machine.
"""
