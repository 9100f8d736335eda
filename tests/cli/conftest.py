"""Commands run as a person runs them: real processes, in a folder without a database."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write files into the folder where the command runs: text as it is, all else as JSON."""

    def write(name: str, content: Any) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path

    return write


@pytest.fixture
def flask_checklist(tmp_path: Path) -> Callable[..., CompletedProcess[str]]:
    """Run `flask --app auditapp checklist …`; no command may end in a traceback or leave data."""

    def run(*arguments: str) -> CompletedProcess[str]:
        data = tmp_path / "no-data"
        environment = {
            **{name: value for name, value in os.environ.items() if "AUDITAPP" not in name},
            "PYTHONPATH": str(ROOT),
            "AUDITAPP_DATA_DIR": str(data),
        }
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "auditapp", "checklist", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=100,
            check=False,
        )
        assert "Traceback" not in done.stderr + done.stdout
        assert not data.exists() or list(data.iterdir()) == []
        return done

    return run
