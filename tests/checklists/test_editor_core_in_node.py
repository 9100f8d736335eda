"""The editor's pure modules, tried in Node: what is typed becomes a value, and comes back."""

from pathlib import Path

from tests.in_node import run_in_node


def test_pure_modules_of_the_editor_do_what_they_say() -> None:
    run_in_node(Path(__file__).parent / "editor_core")
