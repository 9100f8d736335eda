"""`python -m bench.guide`: take the pictures of the guide anew, in both languages, in Chromium.

The demo company is served in a folder of its own and thrown away. Needs what the tests need:
Playwright with Chromium, and its own words in Russian (Debian: chromium-l10n).
"""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from auditapp import create_app
from auditapp.accounts.commands import issue_sign_in_link
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.demo import company
from auditapp.demo.people import BY_MAIL
from auditapp.storage import transaction
from bench.desk import CAST, Desk
from bench.pictures import GUIDE, PHONE, served, started
from bench.screens import SHOTS

MOST_BYTES = 60_000
COLOURS = (256, 128, 64, 48, 32, 24)
OFFICE = {"width": 1280, "height": 900}


def main() -> None:
    """Take all pictures."""
    with TemporaryDirectory() as data, served(data) as links, sync_playwright() as playwright:
        base = links["manager"].partition("/accounts/")[0]
        for language, cast in CAST.items():
            browser = started(playwright, language)
            for role, shots in SHOTS.items():
                link = f"{base}/accounts/link/{token_for(data, cast.people[role])}"
                page = signed_in(browser, link, language, role == "shopper")
                for shot in shots:
                    name = f"{shot.__name__.replace('_', '-')}.{language}"
                    keep(shot(Desk(page, cast)), name)
                page.context.close()
            browser.close()


def token_for(data: str, mail: str) -> str:
    """Make a sign-in link for one of the company."""
    app = create_app(Settings(data_dir=Path(data)))
    with app.app_context(), transaction.write() as session:
        token: str = issue_sign_in_link(session, now(), company.person(BY_MAIL[mail]))
    return token


def signed_in(browser: Browser, link: str, language: str, mobile: bool) -> Page:
    """Open a browser of two dots to a pixel, and use the link's button."""
    context = browser.new_context(
        viewport=PHONE if mobile else OFFICE,  # type: ignore[arg-type]
        device_scale_factor=2,
        locale="ru-RU" if language == "ru" else "en-GB",
        is_mobile=mobile,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(link)
    page.locator("main form button").last.click()
    page.wait_for_load_state("networkidle")
    return page


def keep(picture: bytes, name: str) -> None:
    """Write a picture as WebP: sharp, with as many colours as its size allows."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        packed = BytesIO()
        drawn = image.quantize(colours, dither=Image.Dither.NONE).convert("RGB")
        drawn.save(packed, "WEBP", lossless=True, method=4)
        if packed.tell() <= MOST_BYTES:
            break
    (GUIDE / f"{name}.webp").write_bytes(packed.getvalue())
    print(
        f"{name}: {image.width} × {image.height}, {packed.tell() / 1000:.0f} kB, {colours} colours"
    )


if __name__ == "__main__":
    main()
