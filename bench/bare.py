"""The floor of the phone form: the same questions in bare HTML, and a server that has only that.

No style, no library; sixteen lines of script show and hide what hangs on another question.
"""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from auditapp.core.conditions import Test
from auditapp.core.document import Checklist, Question
from auditapp.core.kinds.multi_choice import MultiChoice
from auditapp.core.kinds.options import WithOptions
from auditapp.core.kinds.scale import Scale
from auditapp.core.kinds.yes_no import YesNo

PAGE = """<!doctype html>
<html lang="LANGUAGE">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>-</title>
<form method="post">
QUESTIONS
<button>OK</button>
</form>
<script>
const form = document.forms[0];
const hung = [...document.querySelectorAll('[data-if]')].map((place) => {
  const [name, value] = place.dataset.if.split('=');
  return { place, name, value };
});

function show() {
  for (const { place, name, value } of hung) {
    const hidden = form.elements[name].value !== value;
    if (place.hidden !== hidden) place.hidden = hidden;
  }
}

form.addEventListener('input', show);
show();
form.dataset.ready = '';
</script>
"""
YES_NO = {"ru": {"yes": "Да", "no": "Нет"}, "en": {"yes": "Yes", "no": "No"}}


@contextmanager
def serving(pages: dict[str, str]) -> Iterator[str]:
    """Serve pages by their paths, compressed; give the address."""
    packed = {path: gzip.compress(page.encode()) for path, page in pages.items()}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = packed.get(self.path, b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Encoding", "gzip" if body else "identity")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_about: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def page(checklist: Checklist, language: str) -> str:
    """Return the form of a checklist; a section that repeats stands there once."""
    parts = []
    for section in checklist.sections:
        first = f"{section.key}[0]." if section.repeat else ""
        parts.append(f"<h2>{escape(section.title.say(language, language))}</h2>")
        parts += [asked(one, first, language) for one in section.questions]
    return PAGE.replace("LANGUAGE", language).replace("QUESTIONS", "\n".join(parts))


def asked(question: Question, first: str, language: str) -> str:
    """Return one question."""
    words = escape(question.text.say(language, language))
    if not question.kind.answerable:
        return f"<p>{words}</p>"
    hung = ""
    if isinstance(question.show_if, Test):
        hung = f' data-if="v:{first}{question.show_if.question}={question.show_if.operand}" hidden'
    fields = field(question, f"v:{first}{question.key}", language)
    return f"<fieldset{hung}><legend>{words}</legend>{fields}</fieldset>"


def field(question: Question, name: str, language: str) -> str:
    """Return what one question is answered by."""
    if isinstance(question.kind, YesNo):
        options = YES_NO[language]
    elif isinstance(question.kind, WithOptions):
        options = {one.key: one.text.say(language, language) for one in question.kind.options}
    elif isinstance(question.kind, Scale):
        steps = range(int(question.kind.min), int(question.kind.max) + 1)
        options = {str(step): str(step) for step in steps}
    else:
        return f'<input name="{name}">'
    kind = "checkbox" if isinstance(question.kind, MultiChoice) else "radio"
    return "".join(
        f'<label><input type="{kind}" name="{name}" value="{key}">{escape(text)}</label>'
        for key, text in options.items()
    )
