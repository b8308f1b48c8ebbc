"""Where pages stand: reckoned by hand for pages of 100 × 200 points at 2 pixels a point."""

from __future__ import annotations

import pytest

from app.intake.facsimile import Sheet
from ui.reader.pages.cache import Cache
from ui.reader.pages.stack import FULL, Fit, Stack, fitting, page_named, percent, zoomed

SHEETS = [Sheet(label, 100, 200) for label in ("i", "ii", "1", "2")]
# Each is 200 × 400 pixels, with 16 above the first, between them and below the last.
STACK = Stack(SHEETS, 2.0)


def test_pages_stand_below_each_other_with_a_gap() -> None:
    assert [STACK.top(page) for page in range(4)] == [16, 432, 848, 1264]
    assert (STACK.width, STACK.height) == (200, 1680)


@pytest.mark.parametrize(("y", "page"), [(0, 0), (16, 0), (416, 0), (417, 1), (900, 2), (9999, 3)])
def test_a_height_belongs_to_the_page_there_or_to_the_next_below(y: int, page: int) -> None:
    assert STACK.page_at(y) == page


def test_only_pages_that_touch_what_is_seen_are_seen() -> None:
    assert STACK.seen(0, 431) == range(1)
    assert STACK.seen(0, 432) == range(2)
    assert STACK.seen(500, 900) == range(1, 3)
    assert Stack().seen(0, 900) == range(0)


def test_a_place_of_a_page_is_the_same_one_at_another_scale() -> None:
    page, share = STACK.share_at(432 + 100)
    assert (page, share) == (1, 0.25)
    # At 4 pixels a point the second page begins at 16 + 800 + 16.
    assert Stack(SHEETS, 4.0).y_of(page, share) == 832 + 200


def test_fitting_by_width_leaves_room_for_the_letters_beside_pages() -> None:
    # 24 at the left and 40 at the right of 264 leave 200 for 100 points.
    assert fitting(Fit.WIDTH, SHEETS, 0, 264, 99) == 2.0
    # The whole page is 200 points high: 16 above and below of 432 leave 400.
    assert fitting(Fit.PAGE, SHEETS, 0, 2_000, 432) == 2.0
    assert fitting(Fit.NONE, SHEETS, 0, 264, 432) is None


def test_one_folded_map_does_not_make_every_other_page_small() -> None:
    pages = [*SHEETS * 5, Sheet("map", 2_000, 800)]
    assert fitting(Fit.WIDTH, pages, 0, 264, 432) == 2.0


def test_zoom_goes_by_steps_and_stays_within_them() -> None:
    assert zoomed(FULL, 1) == pytest.approx(FULL * 1.1)
    assert zoomed(FULL * 1.05, -1) == pytest.approx(FULL)
    assert zoomed(FULL * 4, 1) == pytest.approx(FULL * 4)
    assert zoomed(FULL * 0.25, -1) == pytest.approx(FULL * 0.25)
    assert percent(zoomed(FULL * 3, 0)) == "100 %"


@pytest.mark.parametrize(
    ("typed", "page"),
    [("ii", 1), (" II ", 1), ("1", 2), ("p. 2", 3), ("3", 2), ("4", 3), ("9", None), ("", None)],
)
def test_a_page_is_named_by_its_label_first_then_by_its_number(
    typed: str, page: int | None
) -> None:
    assert page_named(SHEETS, typed) == page


def test_a_cache_lets_go_of_what_was_used_longest_ago() -> None:
    cache: Cache[str, int] = Cache(10, lambda weight: weight)
    cache.put("a", 4)
    cache.put("b", 4)
    assert cache.get("a") == 4
    cache.put("c", 4)
    assert (list(cache), cache.weight) == (["a", "c"], 8)
    cache.put("large", 40)
    assert (list(cache), cache.weight) == (["large"], 40)
