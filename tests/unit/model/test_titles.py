"""Titles in lists have no markup, and nothing that only looks like it is taken away."""

import pytest

from app.model import shown_title


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (
            '<span class="nocase">ISIS</span> and the <i>War</i> of H<sub>2</sub>',
            "ISIS and the War of H2",
        ),
        ('<span style="font-variant:small-caps;">Bin</span> Laden', "Bin Laden"),
        ("If a < b and <italic> b > c", "If a < b and <italic> b > c"),
        ("", ""),
    ],
)
def test_a_title_is_shown_in_words(title: str, shown: str) -> None:
    assert shown_title({"title": title}) == shown
    assert shown_title({}) == ""
