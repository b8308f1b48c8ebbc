"""The list of passages: its model, its rows' measure, choosing by key and mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.model import Meaning
from ui.models.passages import Passage, PassagesModel
from ui.theme import Theme
from ui.widgets.passages import PassageList

ENGLISH = "Someone wrote it, in one language and for one readership, and it was copied. "


def passage(words: str, key: str = "", **more: object) -> Passage:
    made = Passage("d", 0, "Key point", "", "para. 1", words, key=key or words)
    return replace(made, **more)  # type: ignore[arg-type]


def test_the_model_is_sound(qtmodeltester: ModelTester) -> None:
    model = PassagesModel()
    model.show([passage("a"), passage("b", head=True), passage("c")])
    qtmodeltester.check(model)
    model.show([passage("a"), passage("c")])
    model.show([])
    qtmodeltester.check(model)


@given(
    st.lists(st.sampled_from("abcdef"), max_size=8), st.lists(st.sampled_from("abcdef"), max_size=8)
)
def test_what_is_told_of_a_change_makes_the_new_rows_of_the_old(
    old: list[str], new: list[str]
) -> None:
    model = PassagesModel()
    model.show([passage(each) for each in old])
    followed = list(old)
    told = []
    model.rowsRemoved.connect(lambda _p, first, last: followed.__delitem__(slice(first, last + 1)))
    model.rowsInserted.connect(
        lambda _p, first, last: followed.__setitem__(slice(first, first), new[first : last + 1])
    )
    model.dataChanged.connect(
        lambda first, last: followed.__setitem__(
            slice(first.row(), last.row() + 1), new[first.row() : last.row() + 1]
        )
    )
    model.modelReset.connect(lambda: told.append("reset"))
    model.show([passage(each) for each in new])
    assert followed == new
    assert [each.words for each in model.passages] == new
    assert told == []


def test_one_row_that_changed_is_told_alone(qtbot: QtBot) -> None:
    model = PassagesModel()
    model.show([passage("a"), passage("b", key="k"), passage("c")])
    with qtbot.waitSignal(model.dataChanged) as told:
        model.show([passage("a"), passage("B", key="k"), passage("c")])
    assert (told.args[0].row(), told.args[1].row()) == (1, 1)


@pytest.fixture
def shown(theme: Theme, qtbot: QtBot) -> PassageList:
    made = PassageList(theme, "list", "Passages")
    qtbot.addWidget(made)
    made.resize(1600, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_text_keeps_to_its_measure_in_a_wide_list(shown: PassageList) -> None:
    shown.show_passages([passage(ENGLISH * 6, meaning=Meaning.YELLOW)])
    delegate = shown._delegate
    laid = delegate._lay_out(shown.passages[0], delegate.card_width(1568))
    assert laid.words is not None
    assert laid.words.textWidth() <= delegate.measure() + 32
    layout = laid.words.firstBlock().layout()
    lengths = [layout.lineAt(number).textLength() for number in range(layout.lineCount() - 1)]
    # 78 characters on average, as lines of ordinary prose vary.
    assert min(lengths) >= 62
    assert max(lengths) <= 94


def test_a_head_is_passed_over_by_keys_and_mouse(shown: PassageList, qtbot: QtBot) -> None:
    shown.show_passages([passage("Head", head=True), passage("a"), passage("b")])
    shown.activateWindow()
    shown.setFocus()
    qtbot.waitUntil(lambda: shown.currentIndex().row() == 1)
    chosen: list[str] = []
    shown.chosen.connect(lambda each: chosen.append(each.words))
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    qtbot.keyClick(shown, Qt.Key.Key_Space)
    shown.choose(0)
    assert chosen == ["a", "b"]


def test_a_hostile_note_is_words_and_a_long_one_is_cut(shown: PassageList) -> None:
    hostile = "<img src=x onerror=alert(1)> *seen* " + "more " * 200_000
    shown.show_passages([passage(hostile, markdown="words")])
    document = shown._delegate._words(shown.passages[0])
    assert document is not None
    assert document.toPlainText().startswith("seen more")
    assert len(document.toPlainText()) < 5_000


def test_a_row_tells_a_screen_reader_all_it_shows(shown: PassageList) -> None:
    shown.show_passages([passage("words", below="a note", private=True)])
    told = shown.passages_model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Key point, para. 1: words. a note. Private"
