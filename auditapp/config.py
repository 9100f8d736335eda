"""Settings of one installation, read from AUDITAPP_* once, at the start."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
SECRET_FILE = "secret-key"  # noqa: S105 - the name of the file
LANGUAGES = ("en", "ru")


class ConfigError(Exception):
    """A setting that cannot be used; the text says which, and what it should be."""


@dataclass(frozen=True)
class Settings:
    """What an installation may set; each field is AUDITAPP_ and its name in capitals."""

    data_dir: Path = ROOT / "data"
    base_url: str = ""
    company: str = ""
    secret_key: str = ""
    trusted_proxies: int = 0
    max_upload_mb: int = 64
    phone_worker: str = "on"

    @property
    def is_https(self) -> bool:
        """Whether people reach the installation over HTTPS, as far as its address says."""
        return urlsplit(self.base_url).scheme == "https"


def settings_from(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings. Raises: ConfigError with one sentence."""
    found = os.environ if environment is None else environment
    base_url = found.get("AUDITAPP_BASE_URL", "").rstrip("/")
    address = urlsplit(base_url)
    if base_url and (address.scheme not in ("http", "https") or not address.netloc):
        raise ConfigError("AUDITAPP_BASE_URL must look like https://audit.example.org.")
    return Settings(
        data_dir=Path(found.get("AUDITAPP_DATA_DIR") or ROOT / "data").resolve(),
        base_url=base_url,
        company=found.get("AUDITAPP_COMPANY", ""),
        secret_key=found.get("AUDITAPP_SECRET_KEY", ""),
        trusted_proxies=_whole(found, "AUDITAPP_TRUSTED_PROXIES", 0, 10),
        max_upload_mb=_whole(found, "AUDITAPP_MAX_UPLOAD_MB", 64, 1024),
        phone_worker=_on_or_off(found, "AUDITAPP_PHONE_WORKER"),
    )


def _on_or_off(found: Mapping[str, str], name: str) -> str:
    said = found.get(name) or "on"
    if said not in ("on", "off"):
        raise ConfigError(f"{name} must be on or off.")
    return said


def _whole(found: Mapping[str, str], name: str, default: int, most: int) -> int:
    raw = found.get(name, "")
    if not raw:
        return default
    if not raw.isdecimal() or int(raw) > most:
        raise ConfigError(f"{name} must be a whole number from 0 to {most}.")
    return int(raw)


def secret_key(settings: Settings) -> str:
    """Return the key that signs cookies: the one set, else the one kept in the data folder.

    Where there is no data folder yet, as for commands on files, the key lasts for this process.
    """
    if settings.secret_key:
        return settings.secret_key
    kept = settings.data_dir / SECRET_FILE
    if kept.exists():
        return kept.read_text("ascii").strip()
    return secrets.token_urlsafe(48)


def keep_secret_key(settings: Settings) -> None:
    """Make the data folder's own key, readable by its owner only, unless it is there."""
    kept = settings.data_dir / SECRET_FILE
    if settings.secret_key or kept.exists():
        return
    handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
