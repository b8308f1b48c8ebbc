"""The fields of a kind in the reference editor, its own first, others when asked for."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.model import DocumentKind, Reference
from ui.cite.drafting import said_of
from ui.cite.fields import (
    COMPLETED,
    is_date,
    is_people,
    label_of,
    lines_of,
    more_fields,
    own_fields,
    typed,
)
from ui.cite.people import PersonDraft, drafts, native_names
from ui.cite.person_rows import PeopleField
from ui.cite.protecting import FIELDS as PROTECTING
from ui.cite.title_field import TitleField, completer
from ui.cite.transliterated import likely_title
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice, TextField


class FieldColumn(QScrollArea):
    """Fields to type in, under the chooser of the kind; ``changed`` when something was typed.

    ``foot`` is what stands below them, such as the citation key.
    """

    changed = Signal()

    def __init__(self, theme: Theme, kind: Choice, foot: QWidget | None) -> None:
        super().__init__()
        self.setObjectName("reference-fields")
        self.setAccessibleName("Fields")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme, self._chooser, self._foot = theme, kind, foot
        self.fields: dict[str, TextField] = {}
        self.people: dict[str, PeopleField] = {}
        self._titles: dict[str, TitleField] = {}
        self._models: dict[str, QStringListModel] = {}
        self._more_open = False

    @property
    def kind(self) -> DocumentKind:
        """The kind chosen."""
        return DocumentKind(self._chooser.value())

    @property
    def texts(self) -> dict[str, str]:
        """What is typed, by field; titles as CSL has them."""
        return {name: self._text(name) for name in self.fields}

    @property
    def names(self) -> dict[str, list[PersonDraft]]:
        """The names that are typed, by field."""
        return {name: field.drafts for name, field in self.people.items()}

    def _text(self, name: str) -> str:
        return self._titles[name].title() if name in self._titles else self.fields[name].text()

    # Making -------------------------------------------------------------------------------------

    def show_fields(self, reference: Reference, texts: dict[str, str]) -> None:
        """Make the fields of the kind, filled from ``reference``; ``texts`` win over it."""
        for widget in filter(None, (self._chooser, self._foot)):
            widget.setParent(None)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 4)
        column.setSpacing(12)
        column.addWidget(self._chooser)
        self.fields, self.people, self._titles = {}, {}, {}
        self._add_lines(column, own_fields(self.kind), reference, texts)
        self._add_rest(column, reference, texts)
        if self._foot is not None:
            column.addWidget(self._foot)
            self._foot.show()
        column.addStretch(1)
        self.takeWidget()
        self.setWidget(inside)
        self._chooser.show()
        if self._more_open:
            self._on_more(reference, texts)
        self._offer_known()
        self._look_at_title()

    def _add_rest(self, column: QVBoxLayout, reference: Reference, texts: dict[str, str]) -> None:
        """The button for more fields, and those of them that are filled."""
        self._more = Button(
            self._theme, "More fields", kind="quiet", icon="caret-down", name="reference-more",
            height=28,
        )  # fmt: skip
        self._more.clicked.connect(lambda: self._on_more(reference, texts))
        head = QHBoxLayout()
        head.addWidget(self._more)
        head.addStretch(1)
        column.addLayout(head)
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(12)
        column.addWidget(self._rest)
        self._rest.hide()
        filled = [name for name in more_fields(self.kind, reference) if reference.get(name)]
        self._more_made = False
        if self._more_open or filled:
            self._add_lines(rest, tuple(filled), reference, texts)
            self._rest.show()

    def _on_more(self, reference: Reference, texts: dict[str, str]) -> None:
        if not self._more_made:
            shown = {*self.fields, *self.people}
            wanted = tuple(name for name in more_fields(self.kind, reference) if name not in shown)
            layout = self._rest.layout()
            assert isinstance(layout, QVBoxLayout)  # noqa: S101 - told to the type checker
            self._add_lines(layout, wanted, reference, texts)
            self._more_made = self._more_open = True
            self._rest.show()
            self._more.hide()
            self._offer_known()

    def _add_lines(
        self, column: QVBoxLayout, names: tuple[str, ...], reference: Reference,
        texts: dict[str, str],
    ) -> None:  # fmt: skip
        for line in lines_of(names):
            if len(line) == 1:
                column.addWidget(self._field_for(line[0], reference, texts))
                continue
            row = QHBoxLayout()
            row.setSpacing(12)
            for name in line:
                row.addWidget(self._field_for(name, reference, texts), 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)

    def _field_for(self, name: str, reference: Reference, texts: dict[str, str]) -> QWidget:
        label, hint = label_of(self.kind, name)
        if is_people(name):
            rows = drafts(reference.get(name), native_names(reference))
            people = PeopleField(self._theme, name, label, hint, rows)
            people.changed.connect(self.changed)
            self.people[name] = people
            return people
        field = TextField(self._theme, label, hint=hint, name=f"reference-{name}")
        text = texts.get(name, typed(reference.get(name)))
        self.fields[name] = field
        shown: QWidget = field
        if name in PROTECTING:
            shown = self._titles[name] = TitleField(self._theme, field, text, own=name == "title")
            self._titles[name].changed.connect(self.changed)
        else:
            field.set_text(text)
        field.changed.connect(lambda _text: self._on_typed(name))
        field.edit.editingFinished.connect(lambda: self._validate(name))
        if is_date(name):
            field.edit.setPlaceholderText("2015-03-04, March 2015")
            field.edit.setToolTip("Also c. 1990, spring 2015, 2015/2016 or n.d.")
            self._echo(name)
        return shown

    # What is said of what is typed --------------------------------------------------------------

    def _look_at_title(self) -> None:
        language = self.fields["language"].text() if "language" in self.fields else ""
        self._titles["title"].look(language)
        if likely_title(self.fields["title"].text(), language):
            for people in self.people.values():
                people.show_script()

    def _on_typed(self, name: str) -> None:
        field = self.fields[name]
        if field.edit.property("invalid") or is_date(name):
            self._echo(name)
        if name in ("title", "language"):
            self._look_at_title()
        self.changed.emit()

    def _echo(self, name: str) -> None:
        """Say how a date is understood, or that a fault is gone, while one types."""
        field = self.fields[name]
        wrong, understood = said_of(name, field.text())
        if not wrong or field.edit.property("invalid"):
            field.set_error(wrong)
        if is_date(name):
            _, hint = label_of(self.kind, name)
            field.set_hint(understood or hint)

    def _validate(self, name: str) -> None:
        if isValid(self) and name in self.fields:
            self.fields[name].set_error(said_of(name, self.fields[name].text())[0])

    def sound(self) -> bool:
        """Whether every field can be kept; the first that can't gets the keyboard."""
        first: QLineEdit | None = None
        for name, field in self.fields.items():
            wrong = said_of(name, field.text())[0]
            if name == "title" and not field.text().strip():
                wrong = "A document needs a title."
            # A wrong check digit is told and kept: it may be printed so in the book.
            if name in ("ISBN", "ISSN", "DOI") and wrong:
                field.set_error(wrong)
                continue
            field.set_error(wrong)
            if wrong and first is None:
                first = field.edit
        if first is not None:
            first.setFocus()
            self.ensureWidgetVisible(first)
        return first is None

    # Completing ---------------------------------------------------------------------------------

    def complete_with(self, known: dict[str, tuple[str, ...]]) -> None:
        """Complete what is typed from what the library knows, by field."""
        self._models = {name: QStringListModel(list(each)) for name, each in known.items()}
        self._offer_known()

    def _offer_known(self) -> None:
        for name, field in self.fields.items():
            if name in COMPLETED and name in self._models:
                field.edit.setCompleter(self._completer(name, field.edit))
        for people in self.people.values():
            if self._models:
                people.complete_with(
                    self._completer("family", people), self._completer("literal", people)
                )

    def _completer(self, name: str, owner: QWidget) -> QCompleter:
        return completer(self._theme, self._models.get(name), owner, name)
