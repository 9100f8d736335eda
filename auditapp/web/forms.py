"""What every office form shares: CSRF, bounded fields, and messages in the reader's language."""

from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms.validators import Length, ValidationError

from auditapp.core.problems import Problem
from auditapp.web.errors import sentence_of

NAME = 200
LINE = 500


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A form of the office."""

    def blame(self, problem: Problem, fields: Mapping[str, str]) -> None:
        """Tie a problem to the field it is about; one of no field stands above the form."""
        field = self._fields.get(fields.get(problem.code, ""))
        sentence = sentence_of(problem)
        if field is None:
            self.form_errors.append(sentence)
        else:
            field.errors = [*field.errors, sentence]


def at_most(count: int) -> Length:
    """Bound a field's length."""
    return Length(max=count)


def one_line(_form: Any, field: Any) -> None:
    """Refuse line breaks: names and addresses go into headers of mails and reports."""
    from flask_babel import gettext

    if any(c in (field.data or "") for c in "\r\n\x00"):
        raise ValidationError(gettext("Write it in one line."))
