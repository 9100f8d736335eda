"""The blueprint on which every page of this part stands."""

from flask import Blueprint

blueprint = Blueprint("results", __name__, url_prefix="/results")
