"""Images of a page in the library: kept by content, taken back and carried with everything else."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import DamagedLibraryError, NotFoundError
from app.library import Access, Library, create_library, open_library, restore_library, shapes
from app.library.copying import Copies
from app.model import Document
from tests.support.pictures import png

CHART, MAP = png(640, 320), png(60, 90)
PROSE = "The words of this paragraph are there so that a page has an article that is worth reading."
PAGE = f"""<html><head><title>A page</title></head><body><article><p>{PROSE}</p>
<figure><img src="page_files/chart.png" alt="A chart"><figcaption>Figure 1.</figcaption></figure>
<p>{PROSE} Again.</p><p><img src="page_files/map.png" alt="A map"></p></article></body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files/chart.png").write_bytes(CHART)
    (tmp_path / "page_files/map.png").write_bytes(MAP)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return tmp_path / "page.html"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with create_library(tmp_path / "L") as made:
        yield made


def added(library: Library, page: Path) -> Document:
    [line] = library.import_paths([str(page)])
    assert line.document is not None, line.error
    return line.document


def file_of(folder: Path, content: bytes) -> Path:
    name = hashlib.sha256(content).hexdigest()
    return folder / "originals" / name[:2] / name


def test_a_document_opens_with_its_images(library: Library, page: Path) -> None:
    opened = library.open_document(added(library, page).id)
    assert [(image.before, image.caption, image.alt) for image in opened.images] == [
        (1, 1, "A chart"),
        (3, None, "A map"),
    ]
    assert [library.image(image.sha256) for image in opened.images] == [CHART, MAP]
    assert opened.text is not None
    assert "chart" not in opened.text.canonical


def test_show_names_the_images_and_keeps_what_it_said_before(library: Library, page: Path) -> None:
    opened = library.open_document(added(library, page).id)
    shape = json.loads(json.dumps(shapes.opened_shape(opened, Copies())))
    assert shape["images"][0] == {
        "anchor": shape["blocks"][1]["start"],
        "block": 1,
        "caption": 1,
        "alt": "A chart",
        "sha256": hashlib.sha256(CHART).hexdigest(),
        "size": len(CHART),
        "media_type": "image/png",
        "width": 640,
        "height": 320,
    }
    assert shape["images"][1]["anchor"] == len(shape["text"])
    assert "".join(block["text"] for block in shape["blocks"]) == shape["text"].replace("\n\n", "")


def test_the_same_page_again_is_a_duplicate(library: Library, page: Path) -> None:
    document = added(library, page)
    [line] = library.import_paths([str(page)])
    assert (line.status, line.document and line.document.id) == ("duplicate", document.id)
    assert len(library.open_document(document.id).images) == 2


def test_undo_takes_an_import_back_with_its_images_and_redo_brings_them_again(
    library: Library, page: Path
) -> None:
    document = added(library, page)
    library.undo()
    sha256 = hashlib.sha256(CHART).hexdigest()
    with pytest.raises(NotFoundError):
        library.image(sha256)
    assert library.check() == []
    library.redo()
    assert library.open_document(document.id).images[0].sha256 == sha256
    assert library.image(sha256) == CHART


def test_only_images_are_given_as_images(library: Library, page: Path) -> None:
    document = added(library, page)
    assert document.original is not None
    with pytest.raises(NotFoundError):
        library.image(document.original)


def test_two_pages_with_one_image_keep_it_once(library: Library, page: Path) -> None:
    added(library, page)
    other = page.with_name("other.html")
    (page.parent / "other_files").mkdir()
    (page.parent / "other_files/same.png").write_bytes(CHART)
    other.write_text(
        PAGE.replace(PROSE, "Other words altogether stand in this paragraph of another page, "
                     "so it is no duplicate.").replace("page_files/chart", "other_files/same"),
        encoding="utf-8",
    )  # fmt: skip
    second = added(library, other)
    [image] = library.open_document(second.id).images
    assert library.image(image.sha256) == CHART
    # Two pages, the chart, the map.
    assert len([path for path in (library.folder / "originals").rglob("*") if path.is_file()]) == 4


def test_check_names_a_missing_and_a_damaged_image(library: Library, page: Path) -> None:
    added(library, page)
    assert library.check() == []
    file_of(library.folder, CHART).unlink()
    file_of(library.folder, MAP).write_bytes(MAP[:-1])
    found = {problem.subject: (problem.code, problem.message) for problem in library.check()}
    assert found == {
        hashlib.sha256(CHART).hexdigest(): ("image", "An image of a page isn't in the library."),
        hashlib.sha256(MAP).hexdigest(): ("image", "An image of a page in the library is damaged."),
    }
    with pytest.raises(DamagedLibraryError):
        library.image(hashlib.sha256(MAP).hexdigest())


def test_a_backup_brings_images_back(library: Library, page: Path, tmp_path: Path) -> None:
    document = added(library, page)
    backup, _ = library.back_up()
    restored = restore_library(backup, tmp_path / "R")
    with open_library(restored, Access.READ) as other:
        images = other.open_document(document.id).images
        assert [other.image(image.sha256) for image in images] == [CHART, MAP]
        assert other.check() == []


def test_an_archive_holds_images_and_where_they_stand(library: Library, page: Path) -> None:
    added(library, page)
    with zipfile.ZipFile(io.BytesIO(library.archive().content)) as archive:
        [document] = json.loads(archive.read("library.json"))["documents"]
        found = {image["sha256"]: image["before"] for image in document["images"]}
        assert found == {
            hashlib.sha256(CHART).hexdigest(): 1,
            hashlib.sha256(MAP).hexdigest(): 3,
        }
        assert archive.read(f"images/{hashlib.sha256(MAP).hexdigest()}") == MAP


def test_a_passphrase_covers_images(tmp_path: Path, page: Path) -> None:
    with create_library(tmp_path / "E", passphrase="long and secret words") as library:
        document = added(library, page)
        assert library.image(library.open_document(document.id).images[0].sha256) == CHART
    for path in (tmp_path / "E").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"\x89PNG" not in content
            assert hashlib.sha256(CHART).hexdigest() not in path.name


def test_a_page_deleted_and_imported_anew_takes_the_images_that_are_there_now(
    library: Library, page: Path
) -> None:
    (page.parent / "page_files").rename(page.parent / "away")
    bare = added(library, page)
    assert library.open_document(bare.id).images == ()
    (page.parent / "away").rename(page.parent / "page_files")
    library.trash(bare.id)
    again = added(library, page)
    assert again.text_id == bare.text_id
    assert len(library.open_document(again.id).images) == 2
