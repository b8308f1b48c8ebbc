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
