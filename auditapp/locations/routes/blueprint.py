"""The blueprint on which every page of this part stands."""

from flask import Blueprint

blueprint = Blueprint("locations", __name__, url_prefix="/locations")
