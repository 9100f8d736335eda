"""The blueprint on which every page of this part stands."""

from flask import Blueprint

blueprint = Blueprint("checklists", __name__, url_prefix="/checklists")
