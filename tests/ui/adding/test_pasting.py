"""From the clipboard to files: what is recognised, where it is from, and that nothing stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from app.errors import InputError
from app.intake.page.saved import saved_from
from ui.adding.pasting import accepts, forget, paste_paths

HTML = "<p>Four outlets quote one witness.</p>"


def pasted(data: QMimeData) -> tuple[str, str]:
    (path,) = paste_paths(data)
    name, text = Path(path).name, Path(path).read_text(encoding="utf-8")
    forget([path])
    return name, text


def text_data(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def html_data() -> QMimeData:
    data = text_data("Four outlets quote one witness.")
    data.setHtml(HTML)
    return data


def test_files_stay_where_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF")
    data = text_data("ignored")
    data.setUrls([QUrl.fromLocalFile(str(file))])
    assert paste_paths(data) == [str(file)]
    forget([str(file)])
    assert file.exists()


def test_a_dragged_link_is_a_reference_to_save() -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/page?a=%20b")])
    assert accepts(data)
    assert pasted(data) == ("clipboard.references", "https://example.org/page?a=%20b")


def test_a_link_comes_with_the_title_a_browser_gives_it() -> None:
    firefox = QMimeData()
    firefox.setUrls([QUrl("https://example.org/a")])
    firefox.setData("text/x-moz-url", "https://example.org/a\nThe war of words".encode("utf-16-le"))
    chromium = QMimeData()
    chromium.setUrls([QUrl("https://example.org/a")])
    chromium.setHtml('<a href="https://example.org/a">The war of words</a>')
    for data in (firefox, chromium):
        assert pasted(data)[1] == "The war of words <https://example.org/a>"


def test_files_and_links_come_together(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF")
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a"), QUrl.fromLocalFile(str(file))])
    first, second = paste_paths(data)
    assert first == str(file)
    assert Path(second).read_text(encoding="utf-8") == "https://example.org/a"
    forget([first, second])
    assert file.exists()
    assert not Path(second).exists()


def test_windows_html_brings_its_address() -> None:
    data = text_data("Four outlets quote one witness.")
    head = b"Version:0.9\r\nStartHTML:-1\r\nEndHTML:-1\r\nSourceURL:https://example.org/a\r\n"
    raw = head + b"<html><!--StartFragment-->" + HTML.encode() + b"<!--EndFragment--></html>"
    data.setData('application/x-qt-windows-mime;value="HTML Format"', raw)
    name, text = pasted(data)
    assert name == "clipboard.html"
    assert saved_from(text)[0] == "https://example.org/a"
    assert HTML in text


def test_a_reference_copied_from_a_page_is_no_page() -> None:
    line = "Roy, A. Y. (2010). Names before facts. Harbour University Press."
    data = text_data(line)
    data.setHtml(f"<p>Roy, A. Y. (2010). <i>{line[20:38]}</i>. Harbour University Press.</p>")
    assert pasted(data) == ("clipboard.references", line)


def test_several_kinds_of_references_are_several_files() -> None:
    data = text_data("@book{a, title={B}}\n\nTY  - JOUR\nTI  - B\nER  - \n\ndoi:10.5555/abc\n")
    paths = paste_paths(data)
    assert [Path(path).name for path in paths] == [
        "clipboard.bib",
        "clipboard.ris",
        "clipboard.references",
    ]
    forget(paths)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@book{a, title={B}}", "clipboard.bib"),
        ("% exported\n@article {a, title={B}}", "clipboard.bib"),
        ("TY  - JOUR\nTI  - B\nER  -\n", "clipboard.ris"),
        ('[{"id": "a", "type": "book", "title": "B"}]\n', "clipboard.json"),
        ("https://example.org/a", "clipboard.references"),
        ("A paragraph copied from somewhere.", "clipboard.txt"),
    ],
)
def test_text_is_told_apart_by_how_it_begins(text: str, name: str) -> None:
    assert pasted(text_data(text)) == (name, text)


@pytest.mark.parametrize(
    ("kind", "encoding"),
    [("chromium/x-source-url", "utf-8"), ("text/x-moz-url-priv", "utf-16-le")],
)
def test_a_page_keeps_the_address_it_was_copied_from(kind: str, encoding: str) -> None:
    data = html_data()
    data.setData(kind, "https://example.org/a?b=1\n".encode(encoding))
    name, text = pasted(data)
    assert name == "clipboard.html"
    assert saved_from(text)[0] == "https://example.org/a?b=1"
    assert HTML in text


def test_a_page_without_an_address_is_pasted_all_the_same() -> None:
    assert pasted(html_data()) == ("clipboard.html", HTML)


def test_an_address_cannot_close_the_comment_it_stands_in() -> None:
    data = html_data()
    data.setData("chromium/x-source-url", b"https://example.org/--><script>x</script>")
    assert pasted(data)[1] == HTML


def test_a_copied_picture_is_no_source() -> None:
    data = text_data("")
    data.setHtml('<img src="https://example.org/a.png">')
    with pytest.raises(InputError):
        paste_paths(data)


def test_nothing_of_a_pasted_text_stays_behind(qtbot: QtBot) -> None:
    (path,) = paste_paths(text_data("A private paragraph of an interview."))
    forget([path])
    assert not Path(path).exists()
    assert not Path(path).parent.exists()
