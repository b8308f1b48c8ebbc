"""A bug's report helps a developer and tells nothing of what the library holds."""

from __future__ import annotations

from ui.shell.report import bug_report


def _broken(secret: str) -> BaseException:
    try:
        try:
            raise KeyError(secret)
        except KeyError as error:
            raise RuntimeError(f"while reading {secret}") from error
    except RuntimeError as error:
        return error


def test_it_names_kinds_and_lines_and_no_message() -> None:
    report = bug_report(_broken("Secret title of a document"))
    assert "Secret" not in report
    assert "RuntimeError" in report
    assert "KeyError" in report
    assert "tests/ui/shell/test_report.py:" in report
