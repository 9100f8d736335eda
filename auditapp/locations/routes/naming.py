"""The pages of brands and regions: they are the whole company's, for those who are its admins."""

from flask import flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.locations import commands, queries
from auditapp.locations.forms import MergeForm, NameForm, RegionForm
from auditapp.locations.routes.blueprint import blueprint
from auditapp.web.actor import actor
from auditapp.web.permits import allow

BLAMED = {
    "locations.merge_self": "into",
    "locations.name_parted": "name",
    "locations.name_taken": "name",
    "locations.no_region": "parent",
    "locations.region_circle": "parent",
}


@blueprint.route("/brands", methods=["GET", "POST"])
@allow(Permission.LOCATION_ADD, everywhere=True)
def brands() -> Response:
    """List the brands, and add one."""
    form = NameForm()
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            commands.add_brand(actor(), now(), form.name.data)
            return _done("locations.brands", gettext("Added: %(what)s", what=form.name.data))
    return form.page("locations/brands.html", brands=queries.counted_brands())


@blueprint.route("/brands/<int:brand_id>", methods=["GET", "POST"])
@allow(Permission.LOCATION_ADD, everywhere=True)
def brand(brand_id: int) -> Response:
    """Show a brand, and rename it."""
    form = NameForm(obj=queries.brand_by_id(brand_id))
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            commands.rename_brand(actor(), now(), brand_id, form.name.data)
            return _done("locations.brands", gettext("Saved."))
    return _brand_page(brand_id, form)


@blueprint.post("/brands/<int:brand_id>/merge")
@allow(Permission.LOCATION_ADD, everywhere=True)
def merge_brand(brand_id: int) -> Response:
    """Move all that a brand has to another one."""
    one = queries.brand_by_id(brand_id)
    form = MergeForm(prefix="merge").offer_brands(queries.brands(), one)
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            commands.merge_brands(actor(), now(), brand_id, int(form.into.data))
            return _done("locations.brands", gettext("The two are one now."))
    return _brand_page(brand_id, NameForm(None, obj=one), form)


@blueprint.route("/regions", methods=["GET", "POST"])
@allow(Permission.LOCATION_ADD, everywhere=True)
def regions() -> Response:
    """Show the tree of regions, and add one."""
    form = RegionForm().offer(queries.as_tree(queries.regions()))
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            commands.add_region(actor(), now(), form.name.data, form.parent_id)
            return _done("locations.regions", gettext("Added: %(what)s", what=form.name.data))
    return form.page("locations/regions.html", regions=queries.counted_regions())


@blueprint.route("/regions/<int:region_id>", methods=["GET", "POST"])
@allow(Permission.LOCATION_ADD, everywhere=True)
def region(region_id: int) -> Response:
    """Show a region, rename it, and put it elsewhere in the tree."""
    form = _region_form(region_id)
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            name, parent_id = form.name.data, form.parent_id
            commands.change_region(actor(), now(), region_id, name, parent_id)
            return _done("locations.regions", gettext("Saved."))
    return _region_page(region_id, form)


@blueprint.post("/regions/<int:region_id>/merge")
@allow(Permission.LOCATION_ADD, everywhere=True)
def merge_region(region_id: int) -> Response:
    """Move all that a region has to another one."""
    one = queries.region_by_id(region_id)
    tree = queries.as_tree(queries.regions())
    form = MergeForm(prefix="merge").offer_regions(tree, one)
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            commands.merge_regions(actor(), now(), region_id, int(form.into.data))
            return _done("locations.regions", gettext("The two are one now."))
    return _region_page(region_id, _region_form(region_id, sent=False), form)


def _done(endpoint: str, words: str) -> Response:
    flash(words)
    return redirect(url_for(endpoint), 303)


def _region_form(region_id: int, *, sent: bool = True) -> RegionForm:
    one = queries.region_by_id(region_id)
    known = {"name": one.name, "parent": str(one.parent_id or "")}
    form = RegionForm(**known) if sent else RegionForm(None, **known)
    return form.offer(queries.as_tree(queries.regions()), one)


def _brand_page(brand_id: int, form: NameForm, merging: MergeForm | None = None) -> Response:
    one = next(b for b in queries.counted_brands() if b.brand.id == brand_id)
    offered = MergeForm(None, prefix="merge").offer_brands(queries.brands(), one.brand)
    shown = merging or form
    return shown.page("locations/brand.html", one=one, naming=form, merging=merging or offered)


def _region_page(region_id: int, form: RegionForm, merging: MergeForm | None = None) -> Response:
    one = next(r for r in queries.counted_regions() if r.region.id == region_id)
    tree = queries.as_tree(queries.regions())
    offered = MergeForm(None, prefix="merge").offer_regions(tree, one.region)
    shown = merging or form
    return shown.page("locations/region.html", one=one, naming=form, merging=merging or offered)
