"""The images of a saved page: which are kept, where they stand, and what they can't reach."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.intake import IntakeReader, Reading
from app.intake.limits import Limits
from app.intake.page.pictures import lift
from tests.support.pictures import as_data, gif, jpeg, png

PROSE = "The words of this paragraph are there so that a page has an article that is worth reading."
PAGE = (
    f"<html><head><title>A page</title></head><body><article><h1>A page</h1>%s<p>{PROSE} One.</p>\
<p>{PROSE} Two.</p></article></body></html>"
)
FIGURE = (
    '<figure><img src="%s" alt="A chart"><figcaption>Figure 1. Drawn by us.</figcaption></figure>'
)

Saved = Callable[..., Reading]


@pytest.fixture
def saved(reader: IntakeReader, tmp_path: Path) -> Saved:
    """Reads a page of this body that was saved with these files beside it."""

    def make(body: str, files: dict[str, bytes] | None = None, page: str = PAGE) -> Reading:
        for name, content in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        path = tmp_path / "page.html"
        path.write_text(page.replace("%s", body, 1), encoding="utf-8")
        return reader.read(path)

    return make


def sizes(reading: Reading) -> list[tuple[int, int]]:
    return [(kept.image.width, kept.image.height) for kept in reading.images]


@pytest.mark.parametrize(
    "folder",
    ["page_files", "page-Dateien", "page_fichiers", "page.files", "Page_Archivos"],
)
def test_an_image_in_the_pages_own_folder_is_kept(saved: Saved, folder: str) -> None:
    reading = saved(FIGURE % f"./{folder}/chart.png", {f"{folder}/chart.png": png(640, 320)})
    [kept] = reading.images
    assert kept.content == png(640, 320)
    assert (kept.image.media_type, kept.image.width, kept.image.height) == ("image/png", 640, 320)
    assert kept.image.alt == "A chart"
    assert reading.warnings == ()


def test_an_image_stands_before_its_caption_and_changes_no_text(saved: Saved) -> None:
    body = f"<p>{PROSE} Zero.</p>" + FIGURE % "page_files/a.png"
    without, reading = saved(body), saved(body, {"page_files/a.png": png(60, 60)})
    assert without.images == ()
    assert reading.text == without.text
    assert reading.text is not None
    [kept] = reading.images
    # Zero, the caption, One, Two: the title is no Block.
    assert [block.kind.value for block in reading.text.blocks] == [
        "paragraph", "caption", "paragraph", "paragraph"
    ]  # fmt: skip
    assert (kept.image.before, kept.image.caption) == (1, 1)


@pytest.mark.parametrize(
    ("body", "before"),
    [
        ('<p><img src="page_files/a.png"> %s Zero.</p>', 0),
        ('<p>%s <img src="page_files/a.png"> Zero.</p>', 1),
        ('<p>%s Zero.</p><p><a href="a.png"><img src="page_files/a.png"></a></p>', 1),
        ('<ul><li>%s</li><li><img src="page_files/a.png">%s</li></ul>', 1),
        ('<table><tr><td>a<td>b<tr><td>%s<td><img src="page_files/a.png">c</table>', 0),
    ],
    ids=["leading a sentence", "amid a sentence", "in a link", "in a list", "in a table"],
)
def test_an_image_without_a_caption_stands_where_the_page_has_it(
    saved: Saved, body: str, before: int
) -> None:
    reading = saved(body.replace("%s", PROSE), {"page_files/a.png": png(60, 60)})
    [kept] = reading.images
    assert (kept.image.before, kept.image.caption) == (before, None)


def test_an_image_behind_all_text_stands_at_its_end(saved: Saved) -> None:
    page = PAGE.replace("%s", "").replace("</article>", "%s</article>")
    reading = saved('<figure><img src="page_files/a.png"></figure>',
                    {"page_files/a.png": png(60, 60)}, page)  # fmt: skip
    assert reading.text is not None
    assert [kept.image.before for kept in reading.images] == [len(reading.text.blocks)]


def test_an_image_of_an_encyclopedia_entry_stands_above_its_infobox(saved: Saved) -> None:
    body = (
        '<div class="mw-parser-output"><table class="infobox"><tr><td colspan="2">'
        '<img src="page_files/a.png"><div>The sign on the door.</div></td></tr>'
        f"<tr><th>Founded</th><td>2010</td></tr></table><p>{PROSE}</p></div>"
    )
    page = (
        '<html><head><meta name="generator" content="MediaWiki 1.39"></head><body>%s</body></html>'
    )
    reading = saved(body, {"page_files/a.png": png(60, 60)}, page)
    assert reading.text is not None
    [kept] = reading.images
    assert kept.image.caption is not None
    assert reading.text.text_of(reading.text.blocks[kept.image.caption]) == "The sign on the door."


def test_images_written_in_the_page_are_kept_and_its_text_is_the_same(saved: Saved) -> None:
    large, small = png(4_000, 900, shade=7), png(50, 50)
    assert len(as_data(large)) > 2_048 > len(as_data(small))
    reading = saved(FIGURE % as_data(large) + FIGURE % as_data(small))
    assert [kept.content for kept in reading.images] == [large, small]
    assert reading.text == saved(FIGURE % "none.png" + FIGURE % "none.png").text


def test_what_is_lifted_out_of_a_page_leaves_everything_else_as_it_was() -> None:
    code = b"A" * 3_000
    page = b'<img src="data:image/png;base64,' + code + b'"><p>data:text of its own</p>'
    left, lifted = lift(page + page)
    assert lifted == [code, code]
    assert left == b"".join(
        b'<img src="lifted:%d"><p>data:text of its own</p>' % number for number in range(2)
    )


def test_a_lazy_image_is_found_behind_its_placeholder(saved: Saved) -> None:
    dot = as_data(gif(1, 1), "image/gif")
    lazy = f'<p><img src="{dot}" data-src="page_files/a.jpg"></p>'
    sets = f'<p><img src="{dot}" srcset="https://cdn.example/a.png 1x, page_files/b.jpg 2x"></p>'
    picture = (
        '<picture><source srcset="page_files/c.jpg 2x"><img src="//cdn.example/c.png"></picture>'
    )
    files = {f"page_files/{name}.jpg": jpeg(60 + n, 60) for n, name in enumerate("abc")}
    assert sizes(saved(lazy + sets + picture, files)) == [(60, 60), (61, 60), (62, 60)]


def test_an_image_and_its_copy_for_old_browsers_stand_once(saved: Saved) -> None:
    image = '<img src="page_files/a.png" alt="A chart">'
    body = f"<figure>{image}{image}<figcaption>Figure 1.</figcaption></figure><p>{PROSE}</p>{image}"
    reading = saved(body, {"page_files/a.png": png(60, 60)})
    assert [kept.image.before for kept in reading.images] == [0, 2]


def test_an_address_may_be_escaped_and_carry_a_query(saved: Saved) -> None:
    files = {"page_files/a chart.png": png(60, 60), "page_files/100%25.png": png(70, 70)}
    body = '<p><img src="page_files/a%20chart.png?w=600#x"><img src="page_files/100%25.png"></p>'
    assert sizes(saved(body.replace("%", "%%").replace("%%", "%"), files)) == [(60, 60), (70, 70)]


@pytest.mark.parametrize(
    "address",
    [
        "../secret/a.png", "page_files/../secret.png", "page_files/%2e%2e/secret.png",
        "page_files/..%2fsecret.png", "/etc/hostname", "file:///etc/hostname", "{home}/secret.png",
        "file://{home}/page_files/a.png", "secret.png", "./secret.png", "other_files/a.png",
        "page_files", "page_files/", "page_files//secret.png", "page_files/link.png",
        "page_files/linked/a.png", "page_files/pipe", "page_files/a.png/x", "page_files\\a.png",
        "C:\\secret.png", "\\\\host\\share\\a.png", "//host/page_files/a.png",
        "https://example.org/page_files/a.png", "page_files/%00", "page_files/" + "a" * 5_000,
        "page_files/" + "b/" * 40 + "a.png",
    ],
)  # fmt: skip
def test_nothing_outside_the_pages_own_folder_is_read(
    saved: Saved, tmp_path: Path, address: str
) -> None:
    inside = tmp_path / "page_files"
    for path in (tmp_path / "secret.png", tmp_path / "secret/a.png", tmp_path / "other_files/a.png",
                 inside / "a.png"):  # fmt: skip
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(png(60, 60))
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    (inside / "linked").symlink_to(tmp_path / "secret")
    os.mkfifo(inside / "pipe")
    body = f'<p><img src="{address.replace("{home}", str(tmp_path))}"></p>'
    reading = saved(body)
    assert (reading.images, reading.warnings) == ((), ())


def test_a_folder_that_is_a_link_is_no_folder_of_the_page(saved: Saved, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.png").write_bytes(png(60, 60))
    (tmp_path / "page_files").symlink_to(tmp_path / "elsewhere")
    assert saved(FIGURE % "page_files/a.png").images == ()


def test_drawings_that_can_hold_scripts_icons_and_counters_are_passed_over(saved: Saved) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    files = {"page_files/a.svg": svg, "page_files/b.png": png(16, 16), "page_files/c.png": svg}
    body = "".join(f'<p><img src="{name}"></p>' for name in files)
    reading = saved(body + f'<p><img src="{as_data(svg, "image/svg+xml")}"></p>', files)
    assert (reading.images, reading.warnings) == ((), ())


def test_a_broken_or_lying_image_is_left_out_with_one_warning(saved: Saved) -> None:
    bomb = png(60, 60, says=(50_000, 50_000))
    files = {"page_files/a.png": png(60, 60)[:-9], "page_files/b.png": bomb,
             "page_files/c.png": png(90, 90)}  # fmt: skip
    body = "".join(f'<p><img src="{name}"></p>' for name in files)
    reading = saved(body, files)
    assert sizes(reading) == [(90, 90)]
    assert reading.warnings == ("2 images were left out: damaged, too large, or too many.",)
    assert reading.text is not None
    assert reading.text.paragraphs == 2


def test_an_image_of_fifty_megabytes_in_the_page_is_left_out_and_the_page_is_read(
    saved: Saved,
) -> None:
    address = "data:image/png;base64," + "iVBORw0KGgo" + "A" * 50_000_000
    reading = saved(
        FIGURE % address + FIGURE % "page_files/a.png", {"page_files/a.png": png(60, 60)}
    )
    assert sizes(reading) == [(60, 60)]
    assert reading.warnings == ("1 image was left out: damaged, too large, or too many.",)
    assert reading.text is not None
    assert reading.text.paragraphs == 2


def test_of_ten_thousand_images_two_hundred_are_kept(saved: Saved) -> None:
    files = {f"page_files/{number}.png": png(50 + number, 50) for number in range(250)}
    body = "".join(f'<p><img src="page_files/{n % 250}.png"></p>' for n in range(10_000))
    reading = saved(body, files)
    assert len(reading.images) == 200
    [warning] = reading.warnings
    assert warning.endswith("images were left out: damaged, too large, or too many.")


def test_a_page_is_measured_without_the_images_written_in_it(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("%s", FIGURE % as_data(png(3_000, 900)), 1), encoding="utf-8")
    assert page.stat().st_size > 4_000
    with IntakeReader(Limits(text_size=4_000)) as reader:
        assert len(reader.read(page).images) == 1


def test_a_page_cannot_name_an_image_by_the_programs_own_number(saved: Saved) -> None:
    body = '<p><img data-picture="0" alt="none"><img src="lifted:9"><img src="lifted:-1"></p>'
    assert (
        saved(body + FIGURE % "page_files/a.png", {"page_files/a.png": png(60, 60)})
        .images[0]
        .image.alt
        == "A chart"
    )
