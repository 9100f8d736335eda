"""The trial beside the editor in Chromium: from a keystroke until the phone shows it.

The pause after the last key, in which more may come, is part of it. On a fast line and an
unslowed processor: the editor stands on a desk.
"""

import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from auditapp import create_app
from auditapp.accounts.commands import issue_sign_in_link
from auditapp.checklists.commands import begin_draft
from auditapp.checklists.queries import tree_of
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.core.canonical import canonical
from auditapp.demo import company
from auditapp.storage import migrations, transaction
from bench import samples
from bench.figures import Figure
from bench.intake import serving
from bench.phone import CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZES = (60, 500)
MOST_MS = {60: 1500, 500: 3000}
TIMES = 7
DESK = {"width": 1280, "height": 900}
FIELD = """[data-field='["text","en"]']"""

# From the last key until the frame that is shown has the words and is ready to be tapped.
TYPED = """async ([field, words]) => {
  const input = document.querySelector(field);
  input.value = words;
  const begun = performance.now();
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  for (;;) {
    const shown = document.querySelector('.screen iframe:not(.coming)').contentDocument;
    const form = shown?.querySelector('form[data-ready]');
    const legends = [...form?.querySelectorAll('legend') ?? []];
    if (legends.some((one) => one.textContent.includes(words))) break;
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - begun;
}"""
# From a tap in the frame until the editor says another total.
TAPPED = """async (at) => {
  const form = document.querySelector('.screen iframe:not(.coming)').contentDocument;
  const total = document.querySelector('[data-total]');
  const inputs = [...form.querySelectorAll('.q:not([hidden]) .o input[type=radio]')];
  const before = total.textContent;
  const begun = performance.now();
  inputs[at].click();
  while (total.textContent === before) await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""
ALONE = """async (address) => {
  const begun = performance.now();
  await (await fetch(address)).text();
  return performance.now() - begun;
}"""


def figures() -> Iterator[Figure]:
    """Measure the trial."""
    if not (find_spec("playwright") and Path(CHROMIUM).exists()):
        return
    from playwright.sync_api import sync_playwright

    with ExitStack() as opened:
        folder = Path(opened.enter_context(TemporaryDirectory(prefix="auditapp-bench-")))
        token, drafts = prepare(folder)
        browser = opened.enter_context(sync_playwright()).chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        opened.callback(browser.close)
        port, _ = opened.enter_context(serving(folder))
        page = browser.new_context(viewport=DESK).new_page()
        url = f"http://127.0.0.1:{port}"
        page.goto(f"{url}/accounts/link/{token}")
        page.locator("main form button").click()
        page.wait_for_url(lambda address: "/link/" not in address)
        for questions, (draft, part) in drafts.items():
            page.goto(f"{url}/checklists/drafts/{draft}?lang=en#{part}")
            page.locator("[data-trial][data-ready]").wait_for()
            page.locator(FIELD).first.wait_for()
            yield from measured(page, questions, f"/phone/trial/{draft}/en")


def measured(page: "Page", questions: int, address: str) -> Iterator[Figure]:
    """Reword a question, tap answers."""
    typed = [page.evaluate(TYPED, [FIELD, f"Reworded {turn}?"]) for turn in range(TIMES)]
    yield Figure(
        f"keystroke to the trial, {questions} questions",
        statistics.median(typed),
        "ms",
        goal=MOST_MS[questions],
        floor=statistics.median(page.evaluate(ALONE, address) for _ in range(TIMES)),
        floor_is="fetching the page of the trial alone",
    )
    tapped = [page.evaluate(TAPPED, turn % 2) for turn in range(TIMES)]
    yield Figure(
        f"tap to score beside the trial, {questions} questions",
        statistics.median(tapped),
        "ms",
        goal=100,
    )


def prepare(folder: Path) -> tuple[str, dict[int, tuple[str, str]]]:
    """Begin a draft of each size; return a way in, and each draft with a part in its middle."""
    migrations.prepare(folder)
    app = create_app(Settings(folder))
    found = {}
    with app.app_context():
        person = company.add(None, now(), company.BY_MAIL["kovaleva"])
        for questions in SIZES:
            tree = canonical(samples.checklist(questions))
            draft = begin_draft(company.actor_for(person), now(), tree)
            asked = [one for part in tree_of(draft)["sections"] for one in part["questions"]]
            found[questions] = (draft.public_id, asked[2]["id"])
        with transaction.write() as session:
            token = issue_sign_in_link(session, now(), person)
    return token, found
