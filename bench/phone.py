"""The phone form on a real server in Chromium, beside the same questions in bare HTML (`bare`).

Slow 3G is 400 kbit/s and 400 ms for each answer, the processor is slowed six times, both by the
browser. *Usable*: the first contentful paint is done and a tap in the middle of the first field
would reach it, which a script in the page tries at each frame. *Interactive*: the form's script has
it. A tap's time goes from the finger's leaving to the end of the frame that shows what followed.
"""

import statistics
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from auditapp import create_app
from auditapp.accounts.commands import issue_sign_in_link
from auditapp.checklists.commands import publish
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.core.answers import Sheet
from auditapp.core.canonical import canonical_json
from auditapp.core.document import Checklist
from auditapp.demo import company
from auditapp.demo.answers import fill
from auditapp.storage import migrations, transaction
from auditapp.visits import commands as visits
from bench import bare, samples
from bench.figures import Figure
from bench.intake import serving
from bench.pages import manager

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = "/usr/bin/chromium"
LANGUAGE = "ru"
FEW, MANY = 60, 500
FILLED = 0  # the visit that is sent
PHOTO, EXPLAINED = "receipt_photo", "no_purchase_reason"
LOADS, AGAIN = 5, 3
TAPS, A_ROUND, SPREAD, TAPPING_S = 60, 6, 4, 9
SLOWED = 6
SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
PAGE_KB, SCRIPT_KB, OF_BARE = 14, 28, 1.3
TAP_MS = {FEW: 50, MANY: 100}
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
    "reduced_motion": "reduce",
}
WHAT = f"phone form of {FEW} questions"
BARE = "the same questions in bare HTML, with 16 lines of script"

# Put into every page before its own scripts.
WATCH = """
globalThis.bench = { taps: [] };
const look = () => {
  const field = document.querySelector('fieldset input:not([type=hidden])');
  const box = field?.getBoundingClientRect();
  const hit = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  if (hit && hit === field) bench.hit = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
const ready = new MutationObserver(() => {
  if (document.querySelector('form[data-ready]')) bench.ready ??= performance.now();
});
ready.observe(document, { subtree: true, childList: true, attributeFilter: ['data-ready'] });
const painted = new MessageChannel();
painted.port1.onmessage = ({ data }) => bench.taps.push(performance.now() - data);
addEventListener('click', ({ timeStamp }) => {
  requestAnimationFrame(() => painted.port2.postMessage(timeStamp));
}, true);
"""
LOADED = """() => {
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  const [page] = performance.getEntriesByType('navigation');
  const parts = performance.getEntriesByType('resource');
  const usable = Math.max(bench.hit, paint.startTime);
  return {
    usable,
    interactive: bench.ready,
    parts: [page, ...parts].map((one) => ({
      path: new URL(one.name).pathname,
      bytes: one.encodedBodySize,
      before: one === page || one.responseEnd <= usable,
    })),
  };
}"""
# The next question below that shows and is answered by one of some: where its first two lie.
AIM = """async ([name, at]) => {
  const inputs = [...document.getElementsByName(name)].filter((one) => one.type === 'radio');
  const input = inputs[at];
  if (!input?.closest('fieldset').checkVisibility()) return null;
  input.scrollIntoView({ block: 'center', behavior: 'instant' });
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  await new Promise((go) => requestIdleCallback(go, { timeout: 300 }));
  const box = input.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""
KEPT = """async (visit) => {
  const told = await caches.match('/phone/kept.json', { cacheName: 'phone-kept' });
  return Boolean(navigator.serviceWorker.controller && told && (await told.json()).visits[visit]);
}"""


class Stage:
    """A browser, a served company with visits that are begun, and the bare forms beside it."""

    def __init__(self, browser: "Browser", url: str, bare_url: str, ids: dict[int, str]) -> None:
        self.browser, self.url, self.bare_url, self.ids = browser, url, bare_url, ids
        self.cookies: Any = None

    def form(self, name: int) -> str:
        """Return the address of a visit's form."""
        return f"{self.url}/phone/visits/{self.ids[name]}/form"

    def bare_form(self, questions: int) -> str:
        """Return the address of the bare form."""
        return f"{self.bare_url}/{questions}"

    def sign_in(self, token: str) -> None:
        """Use the shopper's link once; every later phone is theirs."""
        context = self.browser.new_context(**PHONE)
        page = context.new_page()
        page.goto(f"{self.url}/accounts/link/{token}")
        page.locator("main form button").click()
        page.wait_for_url(lambda url: "/link/" not in url)
        self.cookies = context.storage_state()
        context.close()

    @contextmanager
    def phone(self, *, slow: bool = True, far: bool = True) -> "Iterator[Page]":
        """Give a page of a phone that has kept nothing yet, slowed down as asked."""
        context = self.browser.new_context(**PHONE, storage_state=self.cookies)
        context.add_init_script(WATCH)
        page = context.new_page()
        slow_down(context, page, slow=slow, far=far)
        yield page
        context.close()


def slow_down(context: "BrowserContext", page: "Page", *, slow: bool, far: bool) -> None:
    """Slow the processor and the network down."""
    tools = context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED if slow else 1})
    if far:
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", SLOW_3G)


def figures() -> Iterator[Figure]:
    """Measure the form."""
    if not (find_spec("playwright") and Path(CHROMIUM).exists()):
        return
    from playwright.sync_api import sync_playwright

    documents = {count: samples.shop_visit(count, conditions=True) for count in (FEW, MANY)}
    pages = {f"/{count}": bare.page(one, LANGUAGE) for count, one in documents.items()}
    with ExitStack() as opened:
        folder = Path(opened.enter_context(TemporaryDirectory(prefix="auditapp-bench-")))
        token, ids = prepare(folder, documents)
        bare_url = opened.enter_context(bare.serving(pages))
        browser = opened.enter_context(sync_playwright()).chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        opened.callback(browser.close)
        with serving(folder) as (port, _):
            stage = Stage(browser, f"http://127.0.0.1:{port}", bare_url, ids)
            stage.sign_in(token)
            yield from weights(stage)
            yield from first_opening(stage)
            for count, document in documents.items():
                yield from taps(stage, count, document)
            kept = opened.enter_context(stage.phone(slow=False, far=False))
            keep(stage, kept)
        yield from opened_again(stage, kept)


def prepare(folder: Path, documents: dict[int, Checklist]) -> tuple[str, dict[int, str]]:
    """Make a shopper with visits that are begun; return their way in and the visits."""
    migrations.prepare(folder)  # what ships is loaded by the server, as at any first start
    app = create_app(Settings(folder))
    with app.app_context():
        at = now()
        admin = company.actor_for(company.add(None, at, company.BY_MAIL["kovaleva"]))
        place = company.add_site(admin, at, company.SITES[0])
        company.add(admin, at, company.BY_MAIL["melnikov"])
        shopper = company.add(admin, at, company.BY_MAIL["lebedeva"])
        actor = company.actor_for(shopper)
        ids = {}
        for document in documents.values():
            publish(None, at, canonical_json(document))
        for name, document in (*documents.items(), (FILLED, documents[FEW])):
            visit = company.assign(manager(), at, document.key, place, shopper)
            visits.accept(actor, at, visit, True, True)
            visits.start(actor, at, visit)
            ids[name] = visit.public_id
        sheet = filled(documents[FEW], at)
        visits.save_draft(actor, at + timedelta(seconds=1), visit, sheet)
        with transaction.write() as session:
            token = issue_sign_in_link(session, at, shopper)
    return token, ids


def filled(document: Checklist, at: datetime) -> Sheet:
    """Answer everything but one photo."""
    sheet = fill(document, {}, at, {PHOTO: "0" * 64})
    given = {key: answer for key, answer in sheet.answers.items() if key != PHOTO}
    given[EXPLAINED] = replace(given[EXPLAINED], comment="Товара не было.")
    return replace(sheet, answers=given)


def opened_form(page: "Page", address: str) -> dict[str, Any]:
    """Open a form, wait until its script has it; tell how that went."""
    page.goto(address)
    page.wait_for_selector("form[data-ready]", state="attached")
    page.wait_for_function("bench.hit && bench.ready")
    told: dict[str, Any] = page.evaluate(LOADED)
    return told


def scripts_kb(page: "Page", url: str) -> float:
    """Return the compressed bodies of all scripts that a page has loaded, its worker's included."""
    page.wait_for_load_state("networkidle")
    parts = page.evaluate(LOADED)["parts"]
    scripts = {one["path"]: one["bytes"] for one in parts if one["path"].endswith(".js")}
    packed = {"Accept-Encoding": "gzip"}
    with urllib.request.urlopen(urllib.request.Request(f"{url}/phone/sw.js", headers=packed)) as sw:
        return (sum(scripts.values()) + len(sw.read())) / 1024


def weights(stage: Stage) -> Iterator[Figure]:
    """Weigh the scripts of a form that is opened, and of one that is filled in and sent."""
    with stage.phone(slow=False, far=False) as page:
        opened_form(page, stage.form(FEW))
        still = scripts_kb(page, stage.url)
    with stage.phone(slow=False, far=False) as page:
        opened_form(page, stage.form(FILLED))
        send(page)
        whole = scripts_kb(page, stage.url)
    yield Figure(f"{WHAT}: all scripts until it stands still", still, "KB", goal=SCRIPT_KB)
    yield Figure(f"{WHAT}: all scripts until it is sent", whole, "KB", goal=SCRIPT_KB)


def send(page: "Page") -> None:
    """Take the photo that is still missing, and send the visit until it has its receipt."""
    photo = {"name": "1.jpg", "mimeType": "image/jpeg", "buffer": samples.photo(1)}
    page.locator(f"[name='f:{PHOTO}']").set_input_files(photo)  # type: ignore[arg-type]
    page.locator(f"#q-{PHOTO} img").first.wait_for()
    page.locator("#end button[value=submit]").click()
    page.locator("#sent .receipt").wait_for()


def first_opening(stage: Stage) -> Iterator[Figure]:
    """Open the form on phones that have nothing of it yet, each time in turn with the bare one."""
    ours, floor = [], []
    for _ in range(LOADS):
        with stage.phone() as page:
            floor.append(opened_form(page, stage.bare_form(FEW)))
        with stage.phone() as page:
            ours.append(opened_form(page, stage.form(FEW)))
    kinds = ("", ".css")
    parts = [
        [one for one in run["parts"] if one["before"] and Path(one["path"]).suffix in kinds]
        for run in ours
    ]
    yield Figure(
        f"{WHAT}: HTML and CSS until it is usable",
        max(sum(one["bytes"] for one in run) for run in parts) / 1024,
        "KB",
        goal=PAGE_KB,
        floor=floor[0]["parts"][0]["bytes"] / 1024,
        floor_is=BARE,
    )
    asked = statistics.median(sum(one["before"] for one in run["parts"]) for run in ours)
    yield Figure(f"{WHAT}: requests until it is usable", asked, "")
    for name in ("usable", "interactive"):
        bare_s, ours_s = (
            statistics.median(run[name] for run in runs) / 1000 for runs in (floor, ours)
        )
        goal = bare_s * OF_BARE if name == "usable" else None
        what = f"{WHAT}: {name}, slow 3G, processor slowed {SLOWED} times"
        yield Figure(what, ours_s, "s", goal=goal, floor=bare_s, floor_is=BARE)


def keep(stage: Stage, page: "Page") -> None:
    """Open a form and wait until the phone needs no network for it."""
    opened_form(page, stage.form(FEW))
    until = time.perf_counter() + 30
    while not page.evaluate(KEPT, stage.ids[FEW]):
        if time.perf_counter() > until:
            raise TimeoutError("the worker never kept the form")
        page.wait_for_timeout(50)


def opened_again(stage: Stage, page: "Page") -> Iterator[Figure]:
    """Open the form again when the server is gone, in turn with the bare one from its server."""
    slow_down(page.context, page, slow=True, far=False)
    ours, floor = [], []
    for _ in range(AGAIN):
        ours.append(opened_form(page, stage.form(FEW)))
        with stage.phone(far=False) as other:
            floor.append(opened_form(other, stage.bare_form(FEW)))
    for name in ("usable", "interactive"):
        bare_s, ours_s = (
            statistics.median(run[name] for run in runs) / 1000 for runs in (floor, ours)
        )
        what = f"{WHAT}: {name} again without network, slowed {SLOWED} times"
        yield Figure(what, ours_s, "s", floor=bare_s, floor_is=f"{BARE}, from its server, no delay")


def taps(stage: Stage, count: int, document: Checklist) -> Iterator[Figure]:
    """Tap answers all over a form, in turns with the bare one."""
    aims = targets(document)
    with stage.phone(far=False, slow=False) as ours, stage.phone(far=False, slow=False) as floor:
        opened_form(ours, stage.form(count))
        opened_form(floor, stage.bare_form(count))
        for page in (ours, floor):
            slow_down(page.context, page, slow=True, far=False)
        ends = time.perf_counter() + TAPPING_S
        for start in range(0, len(aims), A_ROUND):
            if time.perf_counter() > ends:
                break
            for page in (ours, floor):
                for aim in aims[start : start + A_ROUND]:
                    tap(page, aim)
        taken = [page.evaluate("bench.taps") for page in (ours, floor)]
    for share in (50, 95):
        ours_ms, bare_ms = (statistics.quantiles(one, n=100)[share - 1] for one in taken)
        what = f"phone form of {count} questions: {share} of 100 taps shown within"
        yield Figure(what, ours_ms, "ms", goal=TAP_MS[count], floor=bare_ms, floor_is=BARE)


def targets(document: Checklist) -> list[tuple[str, int]]:
    """Return what is tapped: names of fields, and which of the answers; all over the form.

    In several rounds from its top to its end, for the time may be over before all are tapped.
    """
    names = [
        f"v:{section.key}[0].{one.key}" if section.repeat else f"v:{one.key}"
        for section in document.sections
        for one in section.questions
    ]
    step = max(1, len(names) // TAPS)
    every = [(name, at % 2) for at, name in enumerate(names[::step])]
    return [one for start in range(SPREAD) for one in every[start::SPREAD]]


def tap(page: "Page", aim: tuple[str, int]) -> None:
    """Tap an answer if its question is there, and wait for the frame that shows it."""
    place = page.evaluate(AIM, list(aim))
    if place is None:
        return
    before = page.evaluate("bench.taps.length")
    page.touchscreen.tap(*place)
    page.wait_for_function("(before) => bench.taps.length > before", arg=before)
