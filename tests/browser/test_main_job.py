"""The main job in real browsers: a phone without script fills a visit, an office reads its PDF."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page

from auditapp.checklists.source import read_source
from auditapp.core.document import Checklist
from auditapp.core.scoring import Verdict
from tests.browser.conftest import PHONE, Company
from tests.browser.filling import fill_whole, foot

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]
Contexts = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def shop_visit() -> Checklist:
    document = read_source((ROOT / "checklists" / "shop-visit.yaml").read_bytes())
    assert isinstance(document, Checklist)
    return document


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.effect_noise((1200, 900), 60).convert("RGB").save(tmp_path / "receipt.jpg")
    return tmp_path / "receipt.jpg"


def open_form(phone: Page, company: Company) -> None:
    """Come by the personal link, accept, open the form."""
    phone.goto(company.link)
    phone.get_by_role("button").click()
    phone.locator("[name=no_conflict]").check()
    phone.locator("[name=confidential]").check()
    phone.locator("button[value=accept]").click()
    phone.locator("button[value=start]").click()
    phone.locator("#q-visited_at").wait_for()


def assert_fits(page: Page) -> None:
    """Nothing is wider than the screen."""
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_visit_filled_on_a_phone_becomes_a_score_and_a_pdf(
    company: Company, context_of: Contexts, shop_visit: Checklist, photo: Path, tmp_path: Path
) -> None:
    critical = next(
        one.key
        for one in shop_visit.questions
        if one.critical and one.type == "yes_no" and one.show_if is None
    )
    phone = context_of(**PHONE).new_page()
    open_form(phone, company)
    fill_whole(phone, shop_visit, photo, failing=[critical])
    assert_fits(phone)
    phone.locator("button[value=submit]").click()
    result = company.result()
    assert result.submission.receipt in phone.locator("main").inner_text()
    assert result.result.verdict is Verdict.FAILED
    assert result.result.failed_by == (critical,)
    assert result.result.coverage == 100
    assert result.result.problems == ()

    office = context_of(viewport={"width": 1280, "height": 900}, locale="ru-RU").new_page()
    office.goto(f"{company.url}/accounts/sign-in")
    office.locator("[name=email]").fill(company.manager[0])
    office.locator("[name=password]").fill(company.manager[1])
    office.locator("main button").first.click()
    office.goto(f"{company.url}/results/")
    office.locator(f'a[href*="{company.visit_id}"]').first.click()
    total = f"{result.result.total}".replace(".", ",")
    assert total in office.locator("main").inner_text()
    assert shop_visit.question(critical).text.say("ru") in office.locator("main").inner_text()
    with office.expect_download() as coming:
        office.locator('a[href*=".pdf"][href*="lang=ru"]').first.click()
    report = tmp_path / "report.pdf"
    coming.value.save_as(report)
    assert_report(report, total, shop_visit)


def assert_report(report: Path, total: str, checklist: Checklist) -> None:
    """The PDF says what was answered and how it stands, on pages that exist and speak Russian."""
    with pikepdf.open(report) as document:
        assert 3 <= len(document.pages) <= 20
        assert str(document.Root.Lang).startswith("ru")
    command = ["/usr/bin/pdftotext", "-layout", str(report), "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    words = " ".join(told.split())
    assert total in words
    for expected in ("Магазин на Лесной", "P-17", "<b>ящики</b>", "WAI-1"):
        assert expected in words
    assert checklist.sections[0].title.say("ru") in words


def test_missing_answers_are_listed_with_links_and_nothing_is_lost(
    company: Company, context_of: Contexts, shop_visit: Checklist, photo: Path
) -> None:
    phone = context_of(**{**PHONE, "viewport": {"width": 320, "height": 640}}).new_page()
    open_form(phone, company)
    assert_fits(phone)
    first = next(one for one in shop_visit.questions if one.type == "yes_no" and not one.show_if)
    box = phone.locator(f"#q-{first.key}")
    box.locator('.o input[value="yes"]').check()
    phone.locator("button[value=submit]").click()
    listed = phone.locator(".problems a")
    assert listed.count() > 10
    assert 0 < (phone.locator(".problems").bounding_box() or {})["y"] < 120
    assert_fits(phone)
    target = listed.nth(3).get_attribute("href") or ""
    listed.nth(3).click()
    assert phone.url.endswith(target)
    top = phone.evaluate(
        "id => document.getElementById(id).getBoundingClientRect().top", target[1:]
    )
    assert 0 < top < 200
    assert box.locator('.o input[value="yes"]').is_checked()
    before = foot(phone)
    phone.goto(phone.url.split("#")[0])
    assert phone.locator(f'#q-{first.key} .o input[value="yes"]').is_checked()
    assert foot(phone) == before


def test_sending_twice_makes_one_visit(
    company: Company, context_of: Contexts, shop_visit: Checklist, photo: Path
) -> None:
    phone = context_of(**PHONE).new_page()
    open_form(phone, company)
    fill_whole(phone, shop_visit, photo)
    other = phone.context.new_page()
    other.goto(phone.url.split("#")[0])
    for page in (phone, other):
        page.locator("button[value=submit]").click()
    receipt = company.result().submission.receipt
    assert receipt in phone.locator("main").inner_text()
    assert receipt in other.locator("main").inner_text()
    phone.go_back()
    assert phone.locator("button[value=submit]").count() == 0


def test_targets_are_big_enough_for_a_thumb(company: Company, context_of: Contexts) -> None:
    phone = context_of(**PHONE).new_page()
    open_form(phone, company)
    small = phone.evaluate(
        """() => [...document.querySelectorAll('.o label, .quiet label, summary, button, .foot a')]
            .map(one => [one.innerText || one.name, one.getBoundingClientRect()])
            .filter(([, box]) => box.height > 2 && (box.height < 48 || box.width < 40))
            .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
    )
    assert small == []
    tiny = phone.evaluate(
        """() => [...document.querySelectorAll('body *')]
            .filter(one => one.innerText && parseFloat(getComputedStyle(one).fontSize) < 16)
            .map(one => one.innerText)"""
    )
    assert tiny == []
