"""A form that came too late is offered to be sent again: all that was written but secrets."""

from flask import Flask

ORIGIN = {"Origin": "http://localhost"}
SECRETS = {
    "/accounts/profile/second-factor/off": {"proof": "four words and a lantern"},
    "/accounts/profile/second-factor": {"one_time": "123456"},
    "/accounts/profile/password": {"old": "an old lantern", "new": "a new lantern"},
    "/settings/mail": {"smtp_password": "a brass lantern"},
}


def test_secrets_are_never_written_into_the_page(app: Flask) -> None:
    for address, secrets in SECRETS.items():
        sent = {**secrets, "notes": "kept"}
        page = app.test_client().post(address, data=sent, headers=ORIGIN).text
        assert "kept" in page, address
        assert [word for word in secrets.values() if word in page] == [], address


def test_secrets_are_never_written_while_all_is_worked_on(app: Flask) -> None:
    (app.extensions["settings"].data_dir / "maintenance").write_text("Back soon.")
    for address, secrets in SECRETS.items():
        sent = {**secrets, "notes": "kept"}
        page = app.test_client().post(address, data=sent, headers=ORIGIN).text
        assert "kept" in page, address
        assert [word for word in secrets.values() if word in page] == [], address
