"""Where things stand: a feature's files, one name everywhere, who commits, who reads the time."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "auditapp"
FEATURES = (
    "settings",
    "messages",
    "accounts",
    "locations",
    "checklists",
    "visits",
    "results",
    "reports",
    "phone",
    "guide",
)
FEATURE_FILES = {"__init__", "models", "queries", "commands", "forms", "routes"}
# What a feature has besides: a concept of its own, each with its reason.
OWN_FILES = {
    # YAML and workbooks, which the core may neither read nor write
    "checklists": {"source", "writing", "xlsform", "spreadsheet"},
    "reports": {"report", "blank", "pdf", "charts", "sections"},  # the PDF family
}
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service", "services"}
READS_TIME = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("func", "now"),
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the application with its path from the package, parsed."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield str(path.relative_to(PACKAGE)), ast.parse(path.read_text())


def calls(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Calls of the form owner.name(…): the last name of the owner, and the name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield getattr(owner, "attr", getattr(owner, "id", "")), node.func.attr


@pytest.mark.parametrize("feature", FEATURES)
def test_feature_has_only_files_of_the_known_names(feature: str) -> None:
    entries = {path.stem for path in (PACKAGE / feature).iterdir()} - {"__pycache__"}
    assert entries - FEATURE_FILES - OWN_FILES.get(feature, set()) == set()


@pytest.mark.parametrize("feature", FEATURES)
def test_feature_has_its_tests_in_a_folder_of_its_name(feature: str) -> None:
    assert list((ROOT / "tests" / feature).glob("test_*.py"))


def test_template_folders_are_named_after_features() -> None:
    folders = {path.name for path in (ROOT / "templates").iterdir() if path.is_dir()}
    assert folders - set(FEATURES) - {"macros", "web"} == set()


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in PACKAGE.rglob("*.py") if path.stem in VAGUE] == []


def test_only_the_transaction_module_commits() -> None:
    committing = {path for path, tree in modules() for _, name in calls(tree) if name == "commit"}
    assert committing == {"storage/transaction.py"}


def test_only_the_clock_reads_the_time() -> None:
    reading = {path for path, tree in modules() for call in calls(tree) if call in READS_TIME}
    assert reading == {"clock.py"}
