"""What an image's first bytes say, and what of it is believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake.pictures import LARGEST, UnusableImageError, header_of
from tests.support.pictures import gif, jpeg, png, webp


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (png(640, 320), "image/png"),
        (gif(640, 320), "image/gif"),
        (jpeg(640, 320), "image/jpeg"),
        (webp("lossy", 640, 320), "image/webp"),
        (webp("lossless", 640, 320), "image/webp"),
        (webp("extended", 640, 320), "image/webp"),
    ],
    ids=["png", "gif", "jpeg", "webp lossy", "webp lossless", "webp extended"],
)
def test_kind_and_size_are_read_from_the_first_bytes(content: bytes, media_type: str) -> None:
    assert header_of(content) == (media_type, 640, 320)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", False),
        (b"BM" + bytes(200), False),
        (b"<html>", False),
        (png(1, 1), False),
        (png(47, 400), False),
        (png(400, 47), False),
        (png(60, 60)[:-20], True),
        (png(60, 60)[:40], True),
        (png(60, 60).replace(b"IHDR", b"IHDX"), True),
        (png(60, 60, says=(60_000, 60_000)), True),
        (png(60, 60, says=(0, 60)), True),
        (jpeg(60, 60)[:9], True),
        (b"\xff\xd8\xff\xda" + bytes(100), True),
        (b"\xff\xd8\xff\xe0\0\0" * 30, True),
        (webp("extended", 60, 60)[:20], True),
        (b"GIF88a" + bytes(40), True),
        (png(60, 60) + bytes(LARGEST), True),
    ],
    ids=["svg", "bmp", "html", "counter", "narrow", "flat", "cut", "cut early", "no header",
         "3,600 megapixels", "no width", "jpeg cut", "jpeg without frame", "jpeg of nothing",
         "webp cut", "gif of no version", "20 MB and more"],
)  # fmt: skip
def test_what_is_no_image_tiny_broken_or_too_large_is_not_kept(content: bytes, told: bool) -> None:
    with pytest.raises(UnusableImageError) as caught:
        header_of(content)
    # What a reader would miss is told of; icons, counters and what is no image aren't.
    assert caught.value.told is told


def test_the_smallest_and_the_largest_image_are_kept() -> None:
    assert header_of(png(48, 48)).width == 48
    assert header_of(png(60, 60, says=(8_000, 8_000))).height == 8_000


@given(
    st.sampled_from([png(50, 50), gif(50, 50), jpeg(50, 50), webp("lossy", 50, 50)]),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 255)), max_size=6),
    st.integers(0, 80),
)
def test_spoilt_bytes_are_an_image_or_refused(
    content: bytes, spoilt: list[tuple[int, int]], cut: int
) -> None:
    changed = bytearray(content)
    for place, value in spoilt:
        changed[place % len(changed)] = value
    try:
        header = header_of(bytes(changed[: len(changed) - cut]))
    except UnusableImageError:
        return
    assert header.width * header.height <= 64_000_000
