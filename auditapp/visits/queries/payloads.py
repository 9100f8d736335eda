"""What was sent, as the tree that its bytes write."""

import json
import math
from typing import Any, NoReturn

from auditapp.core.problems import Problem


def read_tree(raw: bytes) -> Any:
    """Read the JSON that was sent. Raises: Problem `submissions.unreadable`."""
    try:
        return json.loads(raw, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        raise Problem("submissions.unreadable") from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(written: str) -> float | str:
    # 1e400 is no number that a machine can hold: as a word it is an answer of the wrong type.
    number = float(written)
    return number if math.isfinite(number) else written
