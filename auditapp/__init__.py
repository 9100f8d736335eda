"""auditapp: mystery shopping and service-quality audits. The map is in README.md beside this."""

from auditapp.app import create_app

__all__ = ["create_app"]
