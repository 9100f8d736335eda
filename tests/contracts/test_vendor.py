"""Libraries of others lie in static/vendor as the list there says, byte for byte, with licences."""

import hashlib
import re
from pathlib import Path

from bench.vendor import LIBRARIES

FOLDER = Path(__file__).parents[2] / "static" / "vendor"


def test_vendored_files_are_those_that_the_list_names() -> None:
    written = (FOLDER / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([\d.]+) \|.*\| ([0-9a-f]{64}) \| [^|]* \|$", written, re.M)
    assert [row[:2] for row in rows] == [(one.name, one.version) for one in LIBRARIES]
    for name, _version, sha256 in rows:
        script = (FOLDER / name / f"{name}.js").read_bytes()
        assert hashlib.sha256(script).hexdigest() == sha256, f"{name}: run python -m bench.vendor"
        assert b"sourceMappingURL" not in script
        assert (FOLDER / name / "LICENSE").stat().st_size > 500
    there = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    listed = {f"{name}/{file}" for name, *_ in rows for file in (f"{name}.js", "LICENSE")}
    assert there == {"README.md"} | listed
