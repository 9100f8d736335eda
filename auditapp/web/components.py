"""A page of all parts of which pages are made, for whoever makes or looks over one.

Nothing on it is anyone's data, and nothing that is pressed there does anything.
"""

from flask import Blueprint, Response, render_template
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FileField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
    widgets,
)
from wtforms.fields.choices import SelectChoice

from auditapp.core.permissions import Permission
from auditapp.sheets.mapping import Field, RowFault
from auditapp.sheets.reading import Line, Table
from auditapp.web.forms import Form
from auditapp.web.lists import Asked, Page
from auditapp.web.permits import allow

blueprint = Blueprint("web", __name__, url_prefix="/web")


@blueprint.get("/components")
@allow(Permission.PROFILE)
def components() -> str | Response:
    """Show every part in each of its states."""
    sent = MultiDict({"refused-role": "one", "refused-state": "one"})
    form, refused = _form(MultiDict()), _form(sent, "refused")
    refused.validate()
    return render_template(
        "web/components.html",
        form=form,
        refused=refused,
        page=Page([1, 2], 120, Asked(sort="name", page=2, filters={"state": ""})),
        **_sheet(),
    )


def _form(sent: MultiDict[str, str], prefix: str = "") -> Form:
    said = [SelectChoice("one", gettext("First")), SelectChoice("two", gettext("Second"))]
    ticks = {"option_widget": widgets.CheckboxInput(), "widget": widgets.ListWidget()}

    class Example(Form):
        class Meta:
            csrf = False

        name = StringField(gettext("Name"), [validators.InputRequired(gettext("Fill this in."))])
        code = StringField(gettext("Code"), [validators.Optional()])
        password = PasswordField(gettext("Password"))
        notes = TextAreaField(gettext("Notes"))
        role = SelectField(gettext("Role"), choices=said)
        day = StringField(gettext("Date"), render_kw={"type": "date"})
        state = RadioField(gettext("State"), choices=said, default="one")
        tags = SelectMultipleField(gettext("Tags"), choices=said, **ticks)
        send = BooleanField(gettext("Send it by email"))
        file = FileField(gettext("File"))

    return Example(sent, prefix=prefix)


def _sheet() -> dict[str, object]:
    heads = (gettext("Code"), gettext("Name"))
    names = (Field("code", heads[0], ("code",), required=True), Field("name", heads[1], ("name",)))
    return {
        "sheet": Table(heads, (Line(2, ("N-1", "«Aurora»")), Line(3, ("N-2", "")))),
        "sheet_fields": names,
        "mapped": {"code": 0, "name": 1},
        "row_faults_found": [RowFault(3, "name", gettext("Fill this in."))],
        "labels": {"code": heads[0], "name": heads[1]},
    }
