"""Signing in and out, one's own profile, and the people of the company."""

from flask import Blueprint, render_template

from auditapp.core.permissions import Permission
from auditapp.web.permits import allow, public

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")


@blueprint.get("/sign-in")
@public
def sign_in() -> str:
    """Ask who it is."""
    return render_template("accounts/sign_in.html")


@blueprint.get("/profile")
@allow(Permission.PROFILE)
def profile() -> str:
    """Show the person their own settings."""
    return render_template("accounts/profile.html")
