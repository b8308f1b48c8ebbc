"""The one short style sheet: what Fusion and the palette can't be told otherwise."""

from __future__ import annotations

from ui.theme.tokens import Tokens

_SHEET = """
QToolTip {{ background: {text}; color: {paper}; border: none; padding: 4px 8px; }}
QMenu {{ background: {raised}; color: {text}; border: 1px solid {border}; border-radius: 8px;
    padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {tint}; color: {text}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {sep}; margin: 4px 8px; }}
QMenuBar {{ background: {side}; color: {text}; padding: 2px 8px; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: 6px; background: transparent; }}
QMenuBar::item:selected {{ background: {tint}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit {{
    background: {raised}; color: {text}; border: 1px solid {ctrl}; border-radius: 6px;
    padding: 5px 9px; selection-background-color: {selection}; selection-color: {text}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {{
    border: 2px solid {accent}; padding: 4px 8px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ color: {faint};
    border-color: {border}; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ border: none; padding: 0;
    background: transparent; }}
QComboBox {{ min-height: 20px; padding-right: 28px; }}
QComboBox::drop-down {{ border: none; width: 28px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {border};
    border-radius: 8px; padding: 4px; outline: none; selection-background-color: {tint};
    selection-color: {text}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {border}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {ctrl}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: none; border: none; height: 0; width: 0; }}
QScrollArea, QListView {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QDialog {{ background: {pane}; }}
QDialog QListWidget {{ background: {raised}; border: 1px solid {border}; border-radius: 6px;
    padding: 4px; }}
QDialog QListWidget::item {{ padding: 4px; }}
QCheckBox, QRadioButton {{ spacing: 8px; color: {text}; border: 2px solid transparent;
    border-radius: 6px; padding: 2px; }}
QCheckBox::indicator {{ width: 16px; height: 16px; border: none; background: transparent; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {accent}; }}
#shortcuts-list {{ border: 2px solid transparent; border-radius: 8px; }}
#shortcuts-list:focus {{ border-color: {accent}; }}
*[bare="true"] {{ border: none; background: transparent; padding: 0; }}
*[bare="true"]:focus {{ border: none; padding: 0; }}
*[invalid="true"] {{ border-color: {danger}; }}
"""

_USED = (
    "text", "paper", "raised", "border", "tint", "faint", "sep", "side", "ctrl", "selection",
    "accent", "pane", "danger",
)  # fmt: skip


def sheet(tokens: Tokens) -> str:
    """The application's style sheet in this theme's colours.

    A widget with the property ``bare`` has no frame of its own (one is painted around it); one
    with ``invalid`` has the edge of an error.
    """
    return _SHEET.format(**{name: getattr(tokens, name).name() for name in _USED})
