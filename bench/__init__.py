"""Benchmarks: what the application needs, beside the floor of the same machine in the same run.

Not tests: a timed test fails on a busy machine and says nothing about the code. Each measure builds
what it needs in a folder of its own and leaves nothing behind.
"""
