"""Where a file came from, as the system noted it; used only where the file itself says nothing."""

from __future__ import annotations

import base64
import os
import plistlib
from pathlib import Path

import pytest

from app.intake import IntakeReader
from app.intake.finding import Finding
from app.intake.origin import (
    WHERE_FROMS,
    XDG,
    clean_address,
    notes_of,
    read_origin,
    settle_addresses,
    where_froms,
    zone_address,
)
from app.intake.origin import ZONE as ZONE_NOTE
from app.model import DocumentKind

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


CODE = "javascript:alert(1)"


def told(**notes: bytes) -> Finding:
    """What is known of a file of which the systems noted this (x, m, z: Linux, macOS, Windows)."""
    names = {"x": XDG, "m": WHERE_FROMS, "z": ZONE_NOTE}
    finding = Finding(DocumentKind.REPORT, "x 1", "text/plain")
    packed = {names[name]: base64.b64encode(raw).decode() for name, raw in notes.items()}
    read_origin(packed, finding)
    return finding


def of_mac(*lines: object) -> bytes:
    return plistlib.dumps(list(lines), fmt=plistlib.FMT_BINARY)


def of_windows(address: str) -> bytes:
    return f"[ZoneTransfer]\r\nHostUrl={address}\r\n".encode()


@pytest.mark.parametrize(
    ("notes", "kept"),
    [
        ({"x": b"https://x.example/", "m": of_mac("https://m.example/"),
          "z": of_windows("https://z.example/")}, "https://x.example/"),
        ({"m": of_mac("https://m.example/"), "z": of_windows("https://z.example/")},
         "https://m.example/"),
        ({"x": CODE.encode(), "m": of_mac(CODE), "z": of_windows("https://z.example/")},
         "https://z.example/"),
        ({"x": b"https://jane:secret@x.example/a"}, "https://x.example/a"),
        ({"x": b"https://x.example/" + b"a" * 1_000_000}, None),
        ({"x": "https://x.example/".encode("utf-16")}, None),
        ({"x": b"\xff\xfe\xff"}, None),
        ({"m": of_mac(CODE, "https://page.example/")}, None),
        ({"m": b"bplist00" + b"\xff" * 60}, None),
        ({"z": of_windows("about:internet")}, None),
        ({"z": of_windows("file:///C:/Users/jane/a.html")}, None),
        ({"z": b"\xfe\xff" + "HostUrl=https://z.example/".encode("utf-16-be")},
         "https://z.example/"),
    ],
)  # fmt: skip
def test_the_first_system_that_names_the_web_is_believed(
    notes: dict[str, bytes], kept: str | None
) -> None:
    found = told(**notes)
    assert found.reference.get("URL") == kept
    assert found.provenance.get("downloaded_from") == kept


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (CODE, None),
        ("file:///home/jane/a.html", None),
        ("https://jane:secret@example.org/a", "https://example.org/a"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/" + "a" * 1_980, None),
    ],
)
def test_what_a_file_says_of_itself_is_an_address_of_the_web_or_nothing(
    said: str, kept: str | None
) -> None:
    finding = Finding(DocumentKind.REPORT, "x 1", "text/html")
    finding.know("URL", said, "canonical link")
    finding.note("address", said)
    finding.note("saved_by_browser", "Sat Mar 05 2016 10:00:00 GMT+0100")
    settle_addresses(finding)
    assert finding.reference.get("URL") == finding.provenance.get("address") == kept
    assert ("URL" in finding.sources) == (kept is not None)
    assert finding.provenance["saved_by_browser"] == "Sat Mar 05 2016 10:00:00 GMT+0100"


def test_a_time_of_saving_that_is_markup_is_none() -> None:
    finding = Finding(DocumentKind.REPORT, "x 1", "text/html")
    finding.note("saved_by_browser", "<script>alert(1)</script>")
    settle_addresses(finding)
    assert finding.provenance == {}
