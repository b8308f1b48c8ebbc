"""Everything a user can do, declared once.

Menus, toolbar buttons, shortcuts, the command palette, the shortcut sheet and the manual's table
are all made from :data:`ACTIONS`. A part of the window asks for an action by its id, connects it
to what it does, and enables it when that can be done; nothing else makes a QAction with a shortcut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.theme import Theme


class Where(Enum):
    """Where a shortcut is heard: single letters only where nothing is typed."""

    WINDOW = "anywhere in the window"
    READER = "in the text"
    LIST = "in the list"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a user can do.

    ``keys`` are Qt's portable key sequences, the first is the one shown. ``help`` names the page
    of the offline help that tells more. ``says`` is the sentence of the manual and the tooltip.
    """

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    where: Where = Where.WINDOW
    says: str = ""
    help: str = "window"
    checkable: bool = False


def _marks() -> tuple[Action, ...]:
    from app.model import MEANING_LABELS

    return tuple(
        Action(
            f"mark-{number}",
            f"Mark as {label.lower()}",
            "Mark",
            (str(number),),
            where=Where.READER,
            says=f"Marks the selected passage, or the current mark, as {label.lower()}.",
            help="marking",
        )
        for number, label in enumerate(MEANING_LABELS.values(), start=1)
    )


_W, _R, _L = Where.WINDOW, Where.READER, Where.LIST

ACTIONS: tuple[Action, ...] = (
    # Library
    Action("add-files", "Add files…", "Library", ("Ctrl+O",), "file-plus", _W,
           "Adds saved pages, PDFs, reference files or folders to the library.", "adding"),
    Action("paste-source", "Add from clipboard", "Library", ("Ctrl+Shift+V",), "plus", _W,
           "Adds the page, files or references on the clipboard.", "adding"),
    Action("move-in", "Move in from another program…", "Library", (), "download-simple", _W,
           "Brings a library from Zotero, EndNote or a file of references, with all that hangs"
           " on it.", "moving"),
    Action("new-reference", "New reference…", "Library", ("Ctrl+N",), "plus", _W,
           "Makes a reference by hand, for a book on paper or a source without a file.", "citing"),
    Action("recent-imports", "Recent imports", "Library", (), "clock", _W,
           "Shows what was added last, and what failed and why.", "adding"),
    Action("inbox", "Inbox", "Library", (), "tray", _W,
           "Shows what is new in a folder you watch, such as the browser's downloads.", "adding"),
    Action("export", "Export…", "Library", ("Ctrl+E",), "export", _W,
           "Writes references, marks or shared notes to a file, such as a .bib.", "exporting"),
    Action("export-bibliography", "Export bibliography…", "Library", ("Ctrl+Shift+E",),
           "list-bullets", _W,
           "Writes a reference list, plain or annotated, for a word processor or LaTeX.",
           "exporting"),
    Action("keep-bib", "Keep a .bib up to date…", "Library", (), "arrow-clockwise", _W,
           "Writes a .bib file anew whenever something changes, for the library or a collection.",
           "keeping"),
    Action("print", "Print…", "Library", ("Ctrl+P",), "printer", _W,
           "Prints the document with paragraph numbers, marks and, if you say so, notes.",
           "exporting"),
    Action("save-pdf", "Save as PDF…", "Library", ("Ctrl+Shift+P",), "file-pdf", _W,
           "Saves the document as a PDF with paragraph numbers and marks.", "exporting"),
    Action("switch-library", "Switch library…", "Library", ("Ctrl+L",), "books", _W,
           "Opens another library, the sample, or makes a new one.", "libraries"),
    Action("reset-sample", "Reset the sample…", "Library", (), "arrow-counter-clockwise", _W,
           "Makes the sample anew, as it was at first; what you did in it goes.", "libraries"),
    Action("duplicates", "Duplicates…", "Library", ("Ctrl+Shift+D",), "copy-simple", _W,
           "Compares documents that may be one source, merges them or tells them apart.",
           "duplicates"),
    Action("check-fields", "Check fields…", "Library", (), "checks", _W,
           "Asks about the fields of imported references that want a look, one document after"
           " the other.", "adding"),
    Action("citation-keys", "Citation keys…", "Library", (), "hash", _W,
           "Sets the pattern of citation keys, pins keys, and renews them when asked.", "keys"),
    Action("back-up", "Back up now", "Library", (), "shield-check", _W,
           "Writes a checked copy of everything beside the library.", "libraries"),
    Action("versions", "Backups and copies…", "Library", (), "database", _W,
           "Lists what was kept of the library, checks it, restores it as a new one.", "safety"),
    Action("check-library", "Check library", "Library", (), "check-circle", _W,
           "Looks whether everything in the library is sound.", "libraries"),
    Action("passphrase", "Passphrase and recovery…", "Library", (), "key", _W,
           "Encrypts the library, changes its passphrase, makes a recovery code.", "safety"),
    Action("lock-now", "Lock now", "Library", ("Ctrl+Shift+X",), "lock-simple", _W,
           "Closes an encrypted library until its passphrase is given again.", "safety"),
    Action("preferences", "Preferences…", "Library", ("Ctrl+,",), "gear", _W,
           "Theme, type, spacing, citing, and what is remembered.", "preferences"),
    Action("quit", "Quit", "Library", ("Ctrl+Q",), "x", _W, "Closes Sourcebook; nothing is lost.",
           "window"),
    # Edit
    Action("undo", "Undo", "Edit", ("Ctrl+Z",), "arrow-counter-clockwise", _W,
           "Takes the last change back, also one made before a restart.", "window"),
    Action("redo", "Redo", "Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "arrow-clockwise", _W,
           "Brings back what was undone.", "window"),
    Action("search", "Search library", "Edit", ("Ctrl+F",), "magnifying-glass", _W,
           "Finds documents, passages and names, in any spelling.", "searching"),
    Action("find-in-text", "Find in text", "Edit", ("Ctrl+Shift+F", "/"), "magnifying-glass", _W,
           "Finds words in the open document.", "reading"),
    Action("find-next", "Find next", "Edit", ("F3",), "arrow-down", _W,
           "Goes to the next place found.", "reading"),
    Action("find-previous", "Find previous", "Edit", ("Shift+F3",), "arrow-up", _W,
           "Goes to the place found before.", "reading"),
    # Document
    Action("edit-reference", "Edit reference…", "Document", ("Ctrl+I",), "pencil-simple", _W,
           "Changes title, authors, date and the other fields of the reference.", "citing"),
    Action("add-quotation", "Add typed quotation…", "Document", ("Ctrl+Shift+Q",), "quotes", _W,
           "Keeps a quotation typed from paper, with its page.", "citing"),
    Action("add-document-note", "Add note to document", "Document", ("Ctrl+Shift+N",),
           "note-pencil", _W, "Writes a note on the document as a whole; private at first.",
           "notes"),
    Action("edit-tags", "Tags…", "Document", ("Ctrl+T",), "tag", _W,
           "Adds or removes tags of the selected documents.", "libraries"),
    Action("set-kind", "Kind…", "Document", (), "article", _W,
           "Says what the selected documents are: article, entry, report and so on.", "libraries"),
    Action("edit-collections", "Collections…", "Document", ("Ctrl+Shift+L",), "folder-plus", _W,
           "Puts the selected documents into a collection or takes them out.", "libraries"),
    Action("toggle-read", "Mark as read or unread", "Document", ("U",), "circle", _L,
           "Marks the selected documents as read, or as unread again.", "libraries"),
    Action("link-copies", "Link as copies", "Document", (), "copy", _W,
           "Remembers that two selected documents are copies of one source; both are kept.",
           "duplicates"),
    Action("copy-citation", "Copy citation", "Document", ("Ctrl+Shift+C",), "copy", _W,
           "Copies the in-text citation or note.", "citing"),
    Action("copy-bibliography", "Copy bibliography entry", "Document", ("Ctrl+Shift+B",),
           "text-align-left", _W, "Copies the entry for the reference list.", "citing"),
    Action("copy-first-note", "Copy first note", "Document", (), "list-numbers", _W,
           "Copies the full note, in styles that cite in notes.", "citing"),
    Action("copy-later-note", "Copy later note", "Document", (), "list-numbers", _W,
           "Copies the short note for when the source was cited before.", "citing"),
    Action("copy-quoted-in", "Cite as quoted in…", "Document", (), "quotes", _W,
           "Cites an original through the source that quotes it: as cited in, quoted in.",
           "citing"),
    Action("copy-latex", "Copy for LaTeX", "Document", (), "code", _W,
           "Copies the citation as biblatex has it, with its place.", "citing"),
    Action("copy-pandoc", "Copy for Markdown", "Document", (), "code", _W,
           "Copies the citation as pandoc and Quarto have it, with its place.", "citing"),
    Action("copy-typst", "Copy for Typst", "Document", (), "code", _W,
           "Copies the citation as Typst has it, with its place.", "citing"),
    Action("choose-style", "Citation style…", "Document", ("Ctrl+Shift+S",), "text-aa", _W,
           "Chooses among all citation styles, with a preview of the open document.", "citing"),
    Action("copy-key", "Copy BibTeX key", "Document", ("Ctrl+Shift+K",), "hash", _W,
           "Copies the citation key.", "citing"),
    Action("copy-address", "Copy web address, made safe", "Document", (), "link-break", _W,
           "Copies the address so that it can't be opened by a stray click.", "citing"),
    Action("text-versions", "Versions of this text…", "Document", (), "clock", _W,
           "Shows what changed between two versions of the text, and what that does to your marks.",
           "reading"),
    Action("add-version", "Add a newer copy…", "Document", (), "file-plus", _W,
           "Adds a newer saved copy of the open page or report; your marks are found in it again.",
           "reading"),
    Action("reread", "Read again with the current reader", "Document", (), "arrow-clockwise", _W,
           "Reads the kept file again; where the text comes out otherwise it is a new version.",
           "reading"),
    Action("delete-documents", "Move to trash", "Document", ("Del",), "trash", _L,
           "Moves the selected documents to the trash, with their marks and notes.", "libraries"),
    Action("restore-documents", "Restore from trash", "Document", (), "arrow-counter-clockwise",
           _W, "Brings the selected documents back from the trash.", "libraries"),
    Action("empty-trash", "Empty trash…", "Document", (), "trash", _W,
           "Takes what is in the trash away for good; it asks first.", "libraries"),
    # Mark
    *_marks(),
    Action("write-note", "Write a note beside it", "Mark", ("N",), "note-pencil", _R,
           "Writes a note beside the selected passage or the current mark.", "notes"),
    Action("copy-quotation", "Copy quotation with citation", "Mark", ("C",), "quotes", _R,
           "Copies the selected passage or the current mark with its citation.", "citing"),
    Action("build-quotation", "Quotation with changes…", "Mark", ("Shift+C",), "quotes", _R,
           "Leaves words out, marks [sic] or emphasis, names who speaks, then copies.", "citing"),
    Action("copy-text", "Copy words only", "Mark", ("Ctrl+C",), "copy", _R,
           "Copies the selected words without a citation.", "citing"),
    Action("delete-mark", "Delete mark", "Mark", ("Del", "Backspace"), "trash", _R,
           "Deletes the current mark with its notes; undo brings it back.", "marking"),
    Action("tag-mark", "Tag mark…", "Mark", ("T",), "tag", _R, "Adds or removes tags of the mark.",
           "marking"),
    Action("next-mark", "Next mark", "Mark", ("]",), "arrow-down", _R,
           "Goes to the next mark in the text.", "marking"),
    Action("previous-mark", "Previous mark", "Mark", ("[",), "arrow-up", _R,
           "Goes to the mark before.", "marking"),
    Action("grow-mark", "Grow mark by a word", "Mark", ("Alt+Shift+Right",), "", _R,
           "Moves the end of the current mark one word on.", "marking"),
    Action("shrink-mark", "Shrink mark by a word", "Mark", ("Alt+Shift+Left",), "", _R,
           "Moves the end of the current mark one word back.", "marking"),
    Action("grow-mark-start", "Grow mark at its start", "Mark", ("Alt+Shift+Up",), "", _R,
           "Moves the start of the current mark one word back.", "marking"),
    Action("shrink-mark-start", "Shrink mark at its start", "Mark", ("Alt+Shift+Down",), "", _R,
           "Moves the start of the current mark one word on.", "marking"),
    # View
    Action("palette", "Command palette", "View", ("Ctrl+K",), "command", _W,
           "Finds any command or document by a few letters.", "window"),
    Action("contents", "Contents", "View", ("Ctrl+Shift+O",), "list-bullets", _W,
           "Shows the headings of the document.", "reading", checkable=True),
    Action("type-settings", "Type and spacing", "View", (), "text-aa", _W,
           "Text size, line length and spacing.", "reading"),
    Action("next-theme", "Next theme", "View", ("Ctrl+Shift+T",), "moon", _W,
           "Changes between paper, sepia and dark.", "reading"),
    Action("text-larger", "Larger text", "View", ("Ctrl++", "Ctrl+="), "plus", _W,
           "Makes the reading text larger.", "reading"),
    Action("text-smaller", "Smaller text", "View", ("Ctrl+-",), "minus", _W,
           "Makes the reading text smaller.", "reading"),
    Action("text-reset", "Default text size", "View", ("Ctrl+0",), "text-aa", _W,
           "Sets the reading text to its default size.", "reading"),
    Action("toggle-images", "Show or hide images", "View", ("I",), "image", _R,
           "Shows all images of the document, or hides them again.", "reading"),
    Action("view-text", "Text", "View", ("Alt+1",), "text-align-left", _W,
           "Shows the text of a PDF, as Sourcebook sets it.", "reading", checkable=True),
    Action("view-pages", "Pages", "View", ("Alt+2",), "file-pdf", _W,
           "Shows the pages of a PDF as they look, to read and mark them there.", "reading",
           checkable=True),
    Action("view-both", "Text and pages", "View", ("Alt+3",), "columns", _W,
           "Shows the text of a PDF and its pages side by side, where the window is wide enough.",
           "reading", checkable=True),
    Action("pages-fit-width", "Fit pages by width", "View", (), "arrows-out-line-horizontal", _W,
           "Makes the pages as wide as there is room.", "reading", checkable=True),
    Action("pages-fit-page", "Fit whole pages", "View", (), "frame-corners", _W,
           "Makes a page small enough to be seen whole.", "reading", checkable=True),
    Action("pages-dark", "Turn pages dark", "View", (), "moon", _W,
           "Shows light letters on dark pages where the theme is dark; else they are dimmed.",
           "reading", checkable=True),
    Action("sidebar", "Sidebar", "View", ("F9",), "list", _W, "Shows or hides the sidebar.",
           "window", checkable=True),
    Action("inspector", "Inspector", "View", ("F8",), "square-half", _W,
           "Shows or hides notes, citation and source.", "window", checkable=True),
    Action("focus", "Only the text", "View", ("F11",), "corners-out", _W,
           "Leaves only the text and its notes; F11 or Esc brings the rest back.", "reading",
           checkable=True),
    Action("next-pane", "Next pane", "View", ("F6",), "arrow-right", _W,
           "Moves the keyboard to the next pane.", "keyboard"),
    Action("previous-pane", "Previous pane", "View", ("Shift+F6",), "arrow-left", _W,
           "Moves the keyboard to the pane before.", "keyboard"),
    Action("back", "Back", "View", ("Alt+Left",), "arrow-left", _W,
           "Goes back to where you were reading before.", "reading"),
    Action("forward", "Forward", "View", ("Alt+Right",), "arrow-right", _W,
           "Goes forward again.", "reading"),
    Action("next-document", "Next document", "View", ("Alt+Down",), "arrow-down", _W,
           "Opens the next document of the list.", "reading"),
    Action("previous-document", "Previous document", "View", ("Alt+Up",), "arrow-up", _W,
           "Opens the document before it in the list.", "reading"),
    Action("go-to-paragraph", "Go to paragraph…", "View", ("Ctrl+G",), "hash", _W,
           "Goes to a paragraph or page by its number.", "reading"),
    Action("footnote", "Footnote, or back", "View", ("Ctrl+J",), "", _W,
           "Goes from the caret to the next footnote, and from a footnote back.", "reading"),
    Action("show-documents", "All documents", "View", ("Ctrl+1",), "books", _W,
           "Shows all documents.", "window"),
    Action("show-marks", "Marks", "View", ("Ctrl+2",), "bookmark-simple", _W,
           "Shows every mark of the library.", "marking"),
    Action("show-notes", "Notes", "View", ("Ctrl+3",), "note", _W,
           "Shows every note of the library.", "notes"),
    # Help
    Action("help", "Help on this place", "Help", ("F1",), "question", _W,
           "Opens the help page of the place where the keyboard is.", "window"),
    Action("shortcuts", "Keyboard shortcuts", "Help", ("?", "Ctrl+/"), "keyboard", _W,
           "Lists every shortcut.", "keyboard"),
    Action("about", "About Sourcebook", "Help", (), "info", _W,
           "Version, licences, and where your data lies.", "window"),
)  # fmt: skip

_DRESSED_AFTER = 250

MENUS = ("Library", "Edit", "Document", "Mark", "View", "Help")


class Actions(QObject):
    """The actions as Qt has them, one for each declaration, by id."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._made: dict[str, QAction] = {}
        self._declared = {action.id: action for action in ACTIONS}
        for action in ACTIONS:
            self._made[action.id] = self._make(action, window)
        theme.changed.connect(self._dress)
        # Icons are seen in menus only, which nobody opens before the window is painted.
        self._dressing = QTimer(self, singleShot=True, interval=_DRESSED_AFTER)
        self._dressing.timeout.connect(self._dress)
        self._dressing.start()

    def __getitem__(self, id_: str) -> QAction:
        """The action with this id; raises KeyError."""
        return self._made[id_]

    def __iter__(self) -> Iterator[tuple[Action, QAction]]:
        """Each declaration with its QAction, in the order of the menus."""
        return ((self._declared[id_], made) for id_, made in self._made.items())

    def declared(self, id_: str) -> Action:
        """The declaration behind an id; raises KeyError."""
        return self._declared[id_]

    def on(self, id_: str, act: Callable[[], object]) -> None:
        """Have ``act`` called whenever the action is triggered, and enable it."""
        self._made[id_].triggered.connect(lambda _checked=False: act())
        self._made[id_].setEnabled(True)

    def hear(self, where: Where, widget: QWidget) -> None:
        """Have the shortcuts that belong to ``where`` heard in ``widget`` and what it holds."""
        for action, made in self:
            if action.where is where:
                widget.addAction(made)

    def _make(self, action: Action, window: QWidget) -> QAction:
        made = QAction(action.text, self)
        made.setObjectName(action.id)
        made.setShortcuts([QKeySequence(keys) for keys in action.keys])
        made.setToolTip(tooltip(action))
        made.setStatusTip(action.says)
        made.setCheckable(action.checkable)
        made.setMenuRole(_ROLES.get(action.id, QAction.MenuRole.NoRole))
        # Off until a part of the window has said what it does.
        made.setEnabled(False)
        if action.where is Where.WINDOW:
            made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            window.addAction(made)
        else:
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return made

    def _dress(self) -> None:
        """Give the actions their icons in the colours of the theme."""
        for action, made in self:
            if action.icon:
                made.setIcon(self._theme.qicon(action.icon))


_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "preferences": QAction.MenuRole.PreferencesRole,
    "about": QAction.MenuRole.AboutRole,
}


def tooltip(action: Action) -> str:
    """What a tooltip says: the name and, in brackets, the shortcut as this system writes it."""
    keys = shown_keys(action)
    return f"{action.text.rstrip('…')} ({keys[0]})" if keys else action.text.rstrip("…")


def shown_keys(action: Action) -> tuple[str, ...]:
    """The shortcuts as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return tuple(QKeySequence(keys).toString(native) for keys in action.keys)
