"""Which guides a person may read, and how large their pictures are."""

from dataclasses import dataclass
from functools import cache

from PIL import Image

from auditapp.config import ROOT
from auditapp.core.permissions import Role
from auditapp.web.actor import Actor

PICTURES = ROOT / "static" / "guide"
SCALE = 2  # pictures are taken with two dots to a pixel
ORDER = (Role.SHOPPER, Role.REVIEWER, Role.MANAGER, Role.LOCATION_MANAGER, Role.ADMIN)


@dataclass(frozen=True)
class Picture:
    """A picture of a screen: its name among the static files, its size on a page."""

    name: str
    width: int
    height: int


def readable(actor: Actor) -> tuple[Role, ...]:
    """Return the roles whose guides the person may read: their own, or all for an admin."""
    if actor.visit is not None:
        return (Role.SHOPPER,)
    reads_all = actor.has_role(Role.ADMIN)
    return tuple(role for role in ORDER if reads_all or actor.has_role(role))


@cache
def picture(name: str, language: str) -> Picture:
    """Return a picture of the guide in a language."""
    file = f"{name}.{language}.webp"
    with Image.open(PICTURES / file) as held:
        return Picture(f"guide/{file}", held.width // SCALE, held.height // SCALE)
