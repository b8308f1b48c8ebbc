"""Where a file came from, as the system noted it; used only where the file itself says nothing."""

from __future__ import annotations

import os
import plistlib
from pathlib import Path

import pytest

from app.intake import IntakeReader
from app.intake.origin import clean_address, notes_of, where_froms, zone_address

ADDRESS = "https://example.org/a/report.txt"
ZONE = f"[ZoneTransfer]\r\nZoneId=3\r\nReferrerUrl=https://example.org/\r\nHostUrl={ADDRESS}\r\n"


def test_the_zone_note_of_windows_names_the_address() -> None:
    assert zone_address(ZONE.encode()) == ADDRESS
    assert zone_address(b"\xff\xfe" + ZONE.encode("utf-16-le")) == ADDRESS
    assert zone_address(b"[ZoneTransfer]\r\nZoneId=3\r\n") == ""


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_the_list_of_macos_names_the_files_own_address_first(form: plistlib.PlistFormat) -> None:
    assert where_froms(plistlib.dumps([ADDRESS, "https://example.org/"], fmt=form)) == ADDRESS


@pytest.mark.parametrize("raw", [b"", b"bplist00", b"\xff" * 60, plistlib.dumps({"a": 1}),
                                 plistlib.dumps([1, b"x"])])  # fmt: skip
def test_a_broken_list_names_nothing(raw: bytes) -> None:
    assert where_froms(raw) == ""


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (ADDRESS, ADDRESS),
        ("http://jane:secret@example.org/a", "http://example.org/a"),
        ("about:internet", ""),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("https://example.org/a\nb", ""),
        ("https://[bad/", ""),
        ("https://example.org/" + "a" * 5_000, ""),
    ],
)
def test_only_a_web_address_without_a_name_and_password_is_kept(said: str, kept: str) -> None:
    assert clean_address(said) == kept


def test_a_note_beside_the_file_gives_the_reference_its_address(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("A Title Here\n\nText.")
    (tmp_path / "report.txt:Zone.Identifier").write_text(ZONE)
    with IntakeReader() as reader:
        found = reader.read(path)
    assert found.reference["URL"] == ADDRESS
    assert found.provenance["fields"]["URL"] == "where the browser noted it (Windows)"
    assert found.provenance["downloaded_from"] == ADDRESS


def test_what_the_file_says_itself_counts_more(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    own = "https://other.example/own"
    path.write_text(f'<link rel="canonical" href="{own}"><title>A Page</title><p>Text.</p>')
    (tmp_path / "a.html:Zone.Identifier").write_text(ZONE)
    with IntakeReader() as reader:
        found = reader.read(path)
    assert found.reference["URL"] == own
    assert found.provenance["downloaded_from"] == ADDRESS


def test_the_attribute_of_linux_names_the_address(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A Title Here\n\nText.")
    try:
        os.setxattr(path, "user.xdg.origin.url", ADDRESS.encode())
    except (AttributeError, OSError):
        pytest.skip("files here have no attributes")
    with IntakeReader() as reader:
        found = reader.read(path)
    assert found.reference["URL"] == ADDRESS


def test_a_link_in_the_place_of_a_note_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text.")
    secret = tmp_path / "secret"
    secret.write_text(ZONE)
    (tmp_path / "a.txt:Zone.Identifier").symlink_to(secret)
    assert notes_of(path) == {}
