"""Which words of a title are protected; expected by the rule: word by word, never the whole."""

import pytest

from app.cite.bibtex.titles import protected_runs


@pytest.mark.parametrize(
    ("title", "runs"),
    [
        ("Amaq News Agency", ["News Agency"]),
        ("ISIS Media Unit", ["ISIS", "Media Unit"]),
        ("NASA", ["NASA"]),
        ("The Rise of an ISIS Affiliated Media Unit: A’maq", ["ISIS", "A’maq"]),
        ("A history of the United Nations in Iraq", ["United Nations", "Iraq"]),
        ("How we date what we archive", []),
        # Two capitals beside an article or the like are Title Case; a bare name is none.
        ("Reading a Claim of Responsibility", []),
        ("The Person in the Dataset", []),
        ("The Battle of Mosul", ["Mosul"]),
        ("Al-Mina Press Office", ["Press Office"]),
        ("From reports to Acts", ["Acts"]),
        ("Apollo Programme 11", ["Programme"]),
    ],
)
def test_only_what_a_style_would_spoil_is_protected(title: str, runs: list[str]) -> None:
    assert [title[start:end] for start, end in protected_runs(title)] == runs


def test_each_known_name_of_several_words_is_found_by_its_first_word() -> None:
    """Names are looked for only where a word may begin one."""
    names = (
        "Islamic State", "Islamic Jihad", "Islamic Republic", "Muslim Brotherhood",
        "United Nations", "United States", "United Kingdom", "Middle East", "European Union",
        "Security Council", "Boko Haram", "Red Army Faction", "Irish Republican Army",
        "Shining Path", "Tamil Tigers", "Cold War", "North Africa", "South America", "West Africa",
        "East Asia", "Central Asia", "New York", "New Zealand", "Saudi Arabia",
        "Northern Ireland", "Sri Lanka", "bin Laden", "Bin Laden",
    )  # fmt: skip
    for name in names:
        title = f"Reading the Words of the {name} Press Again"
        start, end = title.index(name), title.index(name) + len(name)
        assert any(first <= start and end <= last for first, last in protected_runs(title)), name
