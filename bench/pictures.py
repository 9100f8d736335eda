"""`python -m bench.pictures`: take the README's pictures anew, from the demo company, in Chromium.

Needs what the tests need: Playwright with Chromium, and poppler's pdftoppm; the browser's own
words in Russian (Debian: chromium-l10n).
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from bench.desk import CAST, Desk
from bench.screens import shopper_photo
from bench.start import ROOT, free_port

GUIDE = ROOT / "static" / "guide"
PHONE = {"width": 360, "height": 740}
REPORT_DPI = 70
OWN_WORDS = {"ru": "ru", "en": "en_GB"}
COLOURS = 128


def main() -> None:
    """Take both pictures."""
    GUIDE.mkdir(exist_ok=True)
    with TemporaryDirectory() as data, served(data) as links, sync_playwright() as playwright:
        browser = started(playwright, "ru")
        take_phone(signed_in(browser, links["shopper"], mobile=True))
        take_report(signed_in(browser, links["manager"]), Path(data))
        browser.close()


def started(playwright: Playwright, language: str) -> Browser:
    """Start the browser in a language: fields for dates and files speak that of the browser."""
    words = {"LANGUAGE": OWN_WORDS[language]}
    return playwright.chromium.launch(executable_path="/usr/bin/chromium", env=os.environ | words)


@contextmanager
def served(data: str) -> Iterator[dict[str, str]]:
    """Serve the demo company, and give the sign-in links by role."""
    command = [sys.executable, str(ROOT / "run.py"), "--demo", "--data-dir", data]
    command += ["--port", str(free_port())]
    environment = {name: value for name, value in os.environ.items() if name[:8] != "AUDITAPP"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    links = {}
    try:
        for line in process.stdout or ():
            if "listens on" in line:
                break
            who, _, url = line.strip().partition(": ")
            links[who.split(",")[0]] = url
        yield links
    finally:
        process.terminate()
        process.wait()


def signed_in(browser: Browser, link: str, *, mobile: bool = False) -> Page:
    """Open a browser for one person, and use the sign-in link's button."""
    size = PHONE if mobile else {"width": 1280, "height": 900}
    context = browser.new_context(
        viewport=size,
        device_scale_factor=2,
        locale="ru-RU",
        is_mobile=mobile,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(link)
    page.locator("main form button, form button").last.click()
    page.wait_for_load_state("networkidle")
    return page


def take_phone(page: Page) -> None:
    """The form of the visit that is half filled in: an answer with a note and a photo."""
    picture = shopper_photo(Desk(page, CAST["ru"]))
    lighten(Image.open(BytesIO(picture))).save(GUIDE / "phone.png", optimize=True)


def lighten(image: Image.Image) -> Image.Image:
    """Take away the colours that nobody misses."""
    return image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)


def take_report(page: Page, folder: Path) -> None:
    """The first page of the report of the failed visit."""
    page.goto(page.url.split("/visits")[0] + "/results/")
    page.locator("tbody tr", has_text="Садовой").first.locator("a").first.click()
    page.wait_for_load_state("networkidle")
    with page.expect_download() as coming:
        page.locator('a[href*="lang=ru"]').first.click()
    pdf = folder / "report.pdf"
    coming.value.save_as(pdf)
    command = ["pdftoppm", "-png", "-r", str(REPORT_DPI), "-l", "1", "-singlefile"]
    subprocess.run([*command, str(pdf), str(folder / "report")], check=True)
    lighten(Image.open(folder / "report.png")).save(GUIDE / "report.png", optimize=True)


if __name__ == "__main__":
    main()
