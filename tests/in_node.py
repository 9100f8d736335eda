"""Modules of the browser that know no page, tried in Node by their own test files."""

import os
import shutil
import subprocess
from pathlib import Path

NODE = shutil.which("node") or ""


def run_in_node(folder: Path, **environment: str) -> None:
    """Run all test files of a folder; what failed is said as Node says it."""
    assert NODE, "Node is not here: python3 run.py test installs it."
    files = sorted(map(str, folder.glob("*.test.mjs")))
    assert files
    done = subprocess.run(
        [NODE, "--test", "--test-reporter=tap", *files],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
