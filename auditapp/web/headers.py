"""Security headers of every answer; nothing is loaded from other hosts, nothing runs inline."""

import secrets

from flask import Flask, Response, g, request

from auditapp.clock import now

_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; "
    "form-action 'self'; frame-ancestors {framed_by}; base-uri 'none'"
)
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    # Same origin: the address of a personal link is a secret, and forms check where they came from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(self)",
}
_A_YEAR_S = 31_536_000


def allow_our_frame() -> None:
    """Let pages of ours, and no others, show the answer of this request in a frame."""
    g.our_frame = True


def register(app: Flask, is_https: bool) -> None:
    """Give every request a nonce and every answer its headers."""

    @app.before_request
    def _nonce() -> None:
        g.nonce = secrets.token_urlsafe(16)

    @app.after_request
    def _headers(response: Response) -> Response:
        nonce = getattr(g, "nonce", secrets.token_urlsafe(16))
        ours = getattr(g, "our_frame", False)
        framed_by = "'self'" if ours else "'none'"
        policy = _POLICY.format(nonce=nonce, framed_by=framed_by)
        response.headers["Content-Security-Policy"] = policy
        for name, value in _FIXED.items():
            response.headers[name] = value
        response.headers["X-Frame-Options"] = "SAMEORIGIN" if ours else "DENY"
        if is_https:
            response.headers["Strict-Transport-Security"] = f"max-age={_A_YEAR_S}"
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        if request.path.startswith("/api/"):
            response.headers["X-Server-Time"] = now().isoformat()  # phones' clocks are compared
        return response
