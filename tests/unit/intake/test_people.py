"""Names. Expected forms follow CSL 1.0.2 (name parts) and this field's rule for Arabic articles."""

from __future__ import annotations

import pytest

from app.intake.people import parse_byline, parse_name


def person(family: str, given: str, **more: str) -> dict[str, str]:
    return {"family": family, "given": given, **{k.replace("_", "-"): v for k, v in more.items()}}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ayman al-Zawahiri", person("Zawahiri", "Ayman", non_dropping_particle="al-")),
        ("Zawahiri, Ayman", person("Zawahiri", "Ayman")),
        ("al-Zawahiri, Ayman", person("Zawahiri", "Ayman", non_dropping_particle="al-")),
        ("Haidar as-Salami", person("Salami", "Haidar", non_dropping_particle="as-")),
        ("Jonas An-derson", person("An-derson", "Jonas")),
        ("Aymenn Jawad Al-Tamimi", person("Tamimi", "Aymenn Jawad", non_dropping_particle="Al-")),
        ("Osama bin Laden", person("bin Laden", "Osama")),
        ("Jong, Michiel de", person("Jong", "Michiel", non_dropping_particle="de")),
        ("Vincent van Gogh", person("Gogh", "Vincent", non_dropping_particle="van")),
        ("Dr. Mara Lindqvist", person("Lindqvist", "Mara")),
        ("Sammy Davis Jr.", person("Davis", "Sammy", suffix="Jr.")),
        ("Jerrold M. Post", person("Post", "Jerrold M.")),
        ("Plato", {"literal": "Plato"}),
        ("Abu Musab", {"literal": "Abu Musab"}),
        ("محمد العدناني", {"literal": "محمد العدناني"}),
        ("United Nations Security Council", {"literal": "United Nations Security Council"}),
        ("The Soufan Group", {"literal": "The Soufan Group"}),
        ("  ", {}),
        ("someone@example.org", {}),
    ],
)
def test_a_name_in_its_parts(text: str, name: dict[str, str]) -> None:
    assert parse_name(text) == name


@pytest.mark.parametrize(
    ("byline", "families"),
    [
        ("By Ann Bell and Carl Dow", ["Bell", "Dow"]),
        ("by Ann Bell, Carl Dow & Eve Fox", ["Bell", "Dow", "Fox"]),
        ("Par Ann Bell", ["Bell"]),
        ("By Ann Bell, Staff Writer", ["Bell"]),
        ("By Ann Bell | 5 March 2016", ["Bell"]),
        ("By ANN BELL\n March 11, 2015 3:46 PM", ["Bell"]),
        ("Bell, Ann; Dow, Carl", ["Bell", "Dow"]),
        ("Ann Bell (@annbell)", ["Bell"]),
        ("Andy Anderson", ["Anderson"]),
        ("Ann (A.B.) Bell", ["Bell"]),
    ],
)
def test_a_byline_holds_its_people_and_nothing_else(byline: str, families: list[str]) -> None:
    assert [name.get("family") for name in parse_byline(byline)] == families


@pytest.mark.parametrize("byline", ["", "By", "12:30", "|", "By |"])
def test_a_byline_without_a_name_has_nobody(byline: str) -> None:
    assert [name for name in parse_byline(byline) if "family" in name] == []
