"""A brief's Markdown as HTML: headings, lists, stress. No HTML of its own, no pictures."""

from markdown_it import MarkdownIt
from markupsafe import Markup

_READER = MarkdownIt("commonmark", {"html": False}).disable("image")


def markdown(text: str) -> Markup:
    """Return the text as HTML; what looks like HTML in it is shown as text."""
    return Markup(_READER.render(text))  # noqa: S704 - the reader escapes everything it is given
