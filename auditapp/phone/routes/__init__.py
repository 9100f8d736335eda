"""The shopper's pages under /phone/: plain HTML, complete without script."""

from auditapp.phone.routes import assignments, entering, filling, sending
from auditapp.phone.routes.shared import blueprint

__all__ = ["assignments", "blueprint", "entering", "filling", "sending"]
