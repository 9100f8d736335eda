"""Security headers of every answer; nothing is loaded from other hosts, nothing runs inline."""

import secrets

from flask import Flask, Response, g, request

from auditapp.clock import now

_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Same origin: the address of a personal link is a secret, and forms check where they came from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(self)",
}
_A_YEAR_S = 31_536_000


def register(app: Flask, is_https: bool) -> None:
    """Give every request a nonce and every answer its headers."""

    @app.before_request
    def _nonce() -> None:
        g.nonce = secrets.token_urlsafe(16)

    @app.after_request
    def _headers(response: Response) -> Response:
        nonce = getattr(g, "nonce", secrets.token_urlsafe(16))
        response.headers["Content-Security-Policy"] = _POLICY.format(nonce=nonce)
        for name, value in _FIXED.items():
            response.headers[name] = value
        if is_https:
            response.headers["Strict-Transport-Security"] = f"max-age={_A_YEAR_S}"
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        if request.path.startswith("/api/"):
            response.headers["X-Server-Time"] = now().isoformat()  # phones' clocks are compared
        return response
