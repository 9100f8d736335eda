"""What every office form shares: CSRF, bounded fields, and messages in the reader's language."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import Response, make_response, render_template
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms.validators import Length, ValidationError

from auditapp.core.problems import Problem
from auditapp.web.errors import STATUS, sentence_of

NAME = 200
LINE = 500
YEARS = range(1900, 2200)


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A form of the office."""

    refused: Problem | None = None

    @contextmanager
    def blaming(self, fields: Mapping[str, str] | None = None) -> Iterator[None]:
        """Keep what a command refuses: the page shows it, with everything that was written."""
        try:
            yield
        except Problem as problem:
            self.blame(problem, fields or {})

    def blame(self, problem: Problem, fields: Mapping[str, str]) -> None:
        """Tie a problem to the field it is about; one of no field stands above the form."""
        self.refused = problem
        field = self._fields.get(fields.get(problem.code, ""))
        sentence = sentence_of(problem)
        if field is None:
            self.form_errors.append(sentence)
        else:
            field.errors = [*field.errors, sentence]

    def page(self, template: str, **context: Any) -> Response:
        """Show the form: as it was asked for, or with what is wrong."""
        response = make_response(render_template(template, form=self, **context))
        if self.refused is not None:
            response.status_code = STATUS[self.refused.family]
            if "wait_s" in self.refused.details:
                response.headers["Retry-After"] = str(self.refused.details["wait_s"])
        elif self.errors:
            response.status_code = 400
        return response


def at_most(count: int) -> Length:
    """Bound a field's length."""
    return Length(max=count)


def stripped(text: str | None) -> str:
    """Take away what surrounds a line that was pasted."""
    return (text or "").strip()


def one_line(_form: Any, field: Any) -> None:
    """Refuse line breaks: names and addresses go into headers of mails and reports."""
    if any(c in (field.data or "") for c in "\r\n\x00\x85\u2028\u2029"):
        raise ValidationError(gettext("Write it in one line."))


def of_our_time(_form: Any, field: Any) -> None:
    """Refuse a day of a mistyped year: near the ends of the calendar no zone tells the time."""
    if field.data is not None and field.data.year not in YEARS:
        raise ValidationError(gettext("Check the year."))
