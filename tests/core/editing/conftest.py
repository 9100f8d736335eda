"""A checklist under edit, with ids that are known."""

import pytest

from auditapp.core import editing
from auditapp.core.editing import Tree
from tests.core.editing.trees import SHOP, ids


@pytest.fixture
def make_id() -> editing.MakeId:
    return ids()


@pytest.fixture
def tree(make_id: editing.MakeId) -> Tree:
    return editing.with_ids(SHOP, make_id)
