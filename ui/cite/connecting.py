"""What the window's actions for citing, exporting and printing do."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QImage

    from app.cite.pointers import Tool
    from ui.cite.copying import Copying
    from ui.shell.window import MainWindow


def connect_citing(window: MainWindow) -> None:
    """Connect the actions of citing; what does it is imported when it is asked for."""

    @cache
    def copying() -> Copying:
        from ui.cite.copying import Copying

        made = Copying(window.session, window.settings, window)
        made.said.connect(window.say)
        return made

    on = window.actions_.on
    on("copy-quotation", lambda: _copy_quotation(window, copying()))
    on("build-quotation", lambda: _build_quotation(window))
    on("copy-citation", lambda: copying().citation(_chosen(window)))
    on("copy-bibliography", lambda: copying().bibliography(_chosen(window)))
    on("copy-key", lambda: _copy_keys(window, copying()))
    on("copy-address", lambda: _copy_addresses(window, copying()))
    on("copy-first-note", lambda: _copy_note(window, copying(), later=False))
    on("copy-later-note", lambda: _copy_note(window, copying(), later=True))
    on("copy-latex", lambda: _copy_pointer(window, copying(), "latex"))
    on("copy-pandoc", lambda: _copy_pointer(window, copying(), "pandoc"))
    on("copy-typst", lambda: _copy_pointer(window, copying(), "typst"))
    on("copy-quoted-in", lambda: _quote_in(window))
    on("choose-style", lambda: _choose_style(window))
    on("new-reference", lambda: _edit(window, new=True))
    on("edit-reference", lambda: _edit(window, new=False))
    on("add-quotation", lambda: _type_quotation(window))
    on("export", lambda: _export(window))
    on("export-bibliography", lambda: _export(window, "bibliography"))
    on("print", lambda: _print(window, pdf=False))
    on("save-pdf", lambda: _print(window, pdf=True))


def _chosen(window: MainWindow) -> list[str]:
    """The selected documents, else the open one."""
    selected = [str(id_) for id_ in window.list.selected]
    open_now = window.reader.current_document
    return selected or ([open_now] if open_now else [])


def _first(window: MainWindow) -> str | None:
    """The open document, else the first selected; says so where there is neither."""
    chosen = [window.reader.current_document, *_chosen(window)]
    found = next((each for each in chosen if each), None)
    if found is None:
        window.say("Choose a document first.")
    return found


def _copy_quotation(window: MainWindow, copying: Copying) -> None:
    document = window.reader.current_document
    selected, mark = window.reader.page.selection(), window.reader.current_mark
    if document is not None and selected is not None:
        copying.quotation(document, *selected)
    elif mark is not None:
        copying.highlight(mark.id)
    else:
        window.say("Select a passage or go to a mark first, then press C.")


def _build_quotation(window: MainWindow) -> None:
    from ui.cite.quotation_builder import QuotationBuilder

    opened, selected = window.reader.opened, window.reader.page.selection()
    mark = window.reader.current_mark
    passage: tuple[str, int, int] | str
    if opened is not None and opened.text is not None and selected is not None:
        passage, exact = (opened.document.id, *selected), opened.text.canonical[slice(*selected)]
    elif mark is not None:
        passage, exact = mark.id, mark.exact
    else:
        window.say("Select a passage or go to a mark first.")
        return
    sheet = QuotationBuilder(window.theme, window.session, window.settings, passage, exact, window)
    sheet.said.connect(window.say)
    sheet.open()


def _place(window: MainWindow, document: str) -> tuple[tuple[int, int] | None, str | None]:
    """The selected passage, else the current mark's, else the place in words that is shown."""
    if document != window.reader.current_document:
        return None, None
    selected, mark = window.reader.page.selection(), window.reader.current_mark
    if selected is not None:
        return selected, None
    if mark is not None and mark.start is not None and mark.end is not None:
        return (mark.start, mark.end), None
    shown, words = window.citation.place
    return None, words if shown == document else None


def _copy_note(window: MainWindow, copying: Copying, *, later: bool) -> None:
    document = _first(window)
    if document is not None:
        shown, words = window.citation.place
        copying.note(document, words if shown == document else None, later=later)


def _copy_pointer(window: MainWindow, copying: Copying, tool: Tool) -> None:
    document = _first(window)
    if document is not None:
        copying.pointer(document, tool, *_place(window, document))


def _copy_keys(window: MainWindow, copying: Copying) -> None:
    keys = [window.session.library.document(id_).key for id_ in _chosen(window)]
    if keys:
        copying.plain(", ".join(keys), "Key copied")


def _copy_addresses(window: MainWindow, copying: Copying) -> None:
    from app.text.defang import defanged

    library = window.session.library
    addresses = [library.document(id_).reference.get("URL") for id_ in _chosen(window)]
    found = [defanged(str(each)) for each in addresses if each]
    if found:
        copying.plain("\n".join(found), "Address copied so that it can’t be opened")
    else:
        window.say("The reference has no web address.")


def _quote_in(window: MainWindow) -> None:
    from ui.cite.quoted_in import QuotedInSheet

    id_ = _first(window)
    if id_ is not None:
        shown, words = window.citation.place
        sheet = QuotedInSheet(
            window.theme, window.session, window.settings, id_,
            words if shown == id_ else None, window,
        )  # fmt: skip
        sheet.said.connect(window.say)
        sheet.open()


def _choose_style(window: MainWindow) -> None:
    from app.cite.styles import find_style
    from app.settings import CITATION_STYLE
    from ui.cite.styles_sheet import StylesSheet

    document = next(iter([window.reader.current_document, *_chosen(window)]), None)

    def chosen(name: str) -> None:
        window.settings.set(CITATION_STYLE, name)
        window.say(f"Citations are in {find_style(name).title} now")

    StylesSheet(window.theme, window.session, window.settings, document, window, chosen).open()


def _export(window: MainWindow, form: str = "") -> None:
    from ui.cite.export import ExportSheet

    selected = [str(id_) for id_ in window.list.selected]
    sheet = ExportSheet(window.theme, window.session, window.settings, selected, window)
    sheet.said.connect(window.say)
    if form:
        sheet.choose_format(form)
    sheet.open()


def _edit(window: MainWindow, *, new: bool) -> None:
    from ui.cite.editor import ReferenceEditor

    document = None
    if not new:
        chosen = _chosen(window)
        if not chosen:
            window.say("Choose a document first.")
            return
        document = window.session.library.document(chosen[0])
    done = window.open_document if new else window.source.show_document
    ReferenceEditor(
        window.theme, window.session, window.settings, document, window, done, window.say
    ).open()


def _type_quotation(window: MainWindow) -> None:
    id_ = window.reader.current_document
    document = window.session.library.document(id_) if id_ else None
    if document is None or document.text_id is not None:
        window.say("Open a reference without text first; in a text, select the words instead.")
        return
    from ui.cite.quotation_sheet import QuotationSheet

    QuotationSheet(window.theme, window.session, document, window).open()


def _print(window: MainWindow, *, pdf: bool) -> None:
    from ui.printing.composing import PRINTED_SIDE
    from ui.printing.sheet import PrintSheet
    from ui.reader.imaging import pictures

    opened = window.reader.opened
    if opened is None:
        window.say("Open a document first.")
        return

    def show_sheet(shown: Mapping[int, QImage]) -> None:
        sheet = PrintSheet(
            window.theme, window.session, window.settings, opened, window, pdf=pdf, pictures=shown
        )
        sheet.said.connect(window.say)
        sheet.open()

    pictures(window.session, window.reader.page, PRINTED_SIDE, show_sheet)
