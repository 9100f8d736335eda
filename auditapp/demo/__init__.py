"""The believable company of `--demo`: places, people, visits waiting and done.

Everything is made by the public commands of the features, in the order in which it would have
happened. Nothing here is needed by a real installation.
"""
