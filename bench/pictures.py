"""`python -m bench.pictures`: take the README's pictures anew, from the demo company, in Chromium.

Needs what the tests need: Playwright with Chromium, and poppler's pdftoppm.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from bench.start import ROOT, free_port

GUIDE = ROOT / "static" / "guide"
PHONE = {"width": 360, "height": 740}
REPORT_DPI = 70


def main() -> None:
    """Take both pictures."""
    GUIDE.mkdir(exist_ok=True)
    with TemporaryDirectory() as data, served(data) as links, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        take_phone(signed_in(browser, links["shopper"], mobile=True))
        take_report(signed_in(browser, links["manager"]), Path(data))
        browser.close()


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
        viewport=size, device_scale_factor=2, locale="ru-RU", is_mobile=mobile
    )
    page = context.new_page()
    page.goto(link)
    page.locator("main form button, form button").last.click()
    page.wait_for_load_state("networkidle")
    return page


def take_phone(page: Page) -> None:
    """The form of the visit that is half filled in, at the section of the welcome."""
    page.locator("a", has_text="Лиговском").first.click()
    page.locator("a, button", has_text="анкету").first.click()
    page.wait_for_load_state("networkidle")
    answer = page.locator('input[name="v:private_business"][value="yes"]')
    answer.check()
    answer.evaluate("one => one.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(300)
    page.screenshot(path=GUIDE / "phone.png")


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
    subprocess.run([*command, str(pdf), str(GUIDE / "report")], check=True)


if __name__ == "__main__":
    main()
