"""The shopper's pages under /phone/: plain HTML, complete without script."""

from auditapp.phone.routes import assignments, blank, entering, filling, sending, shell, trial
from auditapp.phone.routes.shared import blueprint

__all__ = ["assignments", "blank", "blueprint", "entering", "filling", "sending", "shell", "trial"]
