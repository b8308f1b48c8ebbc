"""Files that are being added: at work, and how it ended for each."""

from __future__ import annotations

from app.paths import resource
from tests.support.screenshots.camera import Camera
from tests.support.screenshots.sheets import look, opened, visible

MANY = 150
BUSY = 500
"""Milliseconds after which one is told that it takes its time."""


def adding(camera: Camera) -> None:
    """At work and stopped in each size; then how it ends when some files can't be read."""
    window, folder = camera.window, camera.own / "to-add"
    folder.mkdir()
    page = (resource("sample_library") / "amaq-name.html").read_text(encoding="utf-8")
    for number in range(MANY):
        told = page.replace("<title>", f"<title>{number} ").replace("<p>", f"<p>{number}. ")
        (folder / f"saved-page-{number:03}.html").write_text(told, encoding="utf-8")
    for theme in ("light", "dark"):
        camera.choose(theme)
        window.add_files([str(folder)])
        camera.take("adding-busy", still=BUSY)
        window.workspace.page._cancel.click()
        camera.until(lambda: not window.workspace.page.working)
        camera.take("adding-stopped")
        window.add_files(_mixed(camera))
        camera.until(lambda: not window.workspace.page.working)
        camera.take("adding-mixed")
        _checking(camera)
    camera.act("show-documents")


def _checking(camera: Camera) -> None:
    """The fields that want a look, of the first document that has such."""
    for size in camera.sizes:
        camera.show(size)
        before = visible()
        camera.act("check-fields")
        camera.until(lambda before=before: bool(opened(before)))
        for sheet in opened(before):
            look(camera, sheet, f"check-fields-{camera.theme}-{size}")
            sheet.close()


def _mixed(camera: Camera) -> list[str]:
    """What is new, what is there already, and what can't be read, each for a reason of its own."""
    (camera.own / "broken.pdf").write_bytes(b"%PDF-1.7\nthis is where it ends")
    (camera.own / "empty.html").write_bytes(b"")
    (camera.own / "picture.webp").write_bytes(b"RIFF\x10\x00\x00\x00WEBPVP8 ")
    (camera.own / f"notes-{camera.theme}.md").write_text(
        f"---\ntitle: Notes of {camera.theme} days\n---\n\nOne paragraph.\n", encoding="utf-8"
    )
    names = ("missing.html", "broken.pdf", "empty.html", "picture.webp")
    good = sorted(map(str, resource("sample_library").glob("*.html")))[:2]
    return [*(str(camera.own / each) for each in names), *good,
            str(camera.own / f"notes-{camera.theme}.md")]  # fmt: skip
