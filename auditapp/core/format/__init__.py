"""The format of documents told to others: one table of words, a JSON Schema and a reference of it.

All is made from the models themselves. Nothing is read or checked by this; `reading` does that.
"""
