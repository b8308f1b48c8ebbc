"""PDF documents."""

from __future__ import annotations

from dataclasses import replace

from app.errors import InputError
from app.intake.closing import tidy
from app.intake.finding import Finding
from app.intake.limits import Limits
from app.intake.page.titles import beside_title, without_site
from app.intake.pdf.front import largest_lines, read_front
from app.intake.pdf.furniture import without_furniture
from app.intake.pdf.measure import measure
from app.intake.pdf.pages import Page, PdfFile, damaged
from app.intake.pdf.paragraphs import Setting, vocabulary
from app.intake.pdf.printed import Printed, read_printed
from app.intake.plain.marks import folded
from app.model import BlockKind, DocumentKind
from app.text import Draft

EXTRACTOR = "pdf 2"
_HEAD = 1_024
_TAIL = 65_536
_MARGIN = "margin of the printout"


def read_pdf(data: bytes, limits: Limits) -> Finding:
    """What a PDF holds; no drafts, and a warning, where it is only pictures of pages.

    Raises InputError where it is no PDF, damaged, empty or protected.
    """
    _check(data)
    finding = Finding(DocumentKind.REPORT, EXTRACTOR, "application/pdf")
    file = PdfFile(data)
    try:
        said = file.metadata()
        pages = list(file.pages(limits.pages))
        if len(file) > limits.pages:
            finding.warn(f"Only the first {limits.pages} pages were read.")
    finally:
        file.close()
    _fill(pages, said, finding)
    return finding


def _check(data: bytes) -> None:
    if b"%PDF-" not in data[:_HEAD]:
        raise InputError(
            "The file is no PDF, although its name says so.",
            hint="Open it in a browser; if it is a web page, save it as HTML.",
            code="binary",
        )
    if b"%%EOF" not in data[-_TAIL:]:
        raise damaged()


def _fill(pages: list[Page], said: dict[str, str], finding: Finding) -> None:
    printed = read_printed(pages, said)
    if printed is not None:
        _fill_from_print(printed, finding)
        return
    usual = measure(pages)
    opening = {id(line) for line in read_front(pages, usual, said, finding)}
    body = [
        Page(page.label, tuple(line for line in page.lines if id(line) not in opening))
        for page in without_furniture(pages)
    ]
    drafts = Setting(usual, vocabulary(body)).read(body)
    title = str(finding.reference.get("title", ""))
    finding.drafts = tidy(_without_title(drafts, title), finding)
    if not any(page.lines for page in pages):
        finding.warn(
            "The PDF holds no text, only pictures of pages; it can be cited, not searched."
        )


def _fill_from_print(printed: Printed, finding: Finding) -> None:
    """A web page: its address and title are in the margins, and it is cited by paragraph."""
    pages = printed.pages
    usual = measure(pages)
    title = without_site(printed.title, [], largest_lines(pages, usual))
    finding.know("title", title, _MARGIN)
    finding.know("URL", printed.address, _MARGIN)
    finding.know("container-title", beside_title(printed.title, title), _MARGIN)
    finding.note("address", printed.address)
    finding.note("saved_by_browser", printed.when)
    if not printed.address:
        finding.warn("The address in the margin is cut off; look it up before you cite.")
    opening = {id(line) for line in read_front(pages, usual, {}, finding)}
    finding.kind = DocumentKind.ANALYST_ARTICLE
    body = [
        Page(page.label, tuple(line for line in page.lines if id(line) not in opening))
        for page in without_furniture(pages, numbers=False)
    ]
    drafts = Setting(usual, vocabulary(body)).read(body)
    drafts = _without_title(drafts, str(finding.reference.get("title", "")))
    finding.drafts = tidy([replace(draft, page=None) for draft in drafts], finding)


def _without_title(drafts: list[Draft], title: str) -> list[Draft]:
    """The drafts without the first one that is the title, or begins it in large letters."""
    wanted = folded(title)
    for place, draft in enumerate(drafts[:12]):
        text = folded(draft.text)
        part = draft.kind is BlockKind.HEADING and len(text) > 8 and text in wanted
        if wanted and (text == wanted or part):
            return drafts[:place] + drafts[place + 1 :]
    return drafts
