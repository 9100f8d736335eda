"""The editor's pure modules, tried in Node: what is typed becomes a value, and comes back."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def test_pure_modules_of_the_editor_do_what_they_say() -> None:
    node = shutil.which("node")
    if node is None and "CI" not in os.environ:
        pytest.skip("Node is not here; the editor's modules are not tried.")
    files = sorted(map(str, (Path(__file__).parent / "editor_core").glob("*.test.mjs")))
    done = subprocess.run(
        [node or "node", "--test", "--test-reporter=tap", *files],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
