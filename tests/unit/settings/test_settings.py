"""Settings: chosen values come back, damaged files don't stop anyone."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app import settings as settings_module
from app.settings import (
    LAST_DOCUMENTS,
    LEADING,
    MEASURE,
    SETTINGS,
    TEXT_SIZE,
    THEME,
    Settings,
)


def test_a_choice_is_there_after_a_restart(tmp_path: Path) -> None:
    Settings(tmp_path / "a" / "settings.json").set(THEME, "sepia")
    assert Settings(tmp_path / "a" / "settings.json").get(THEME) == "sepia"


def test_a_damaged_file_is_set_aside_and_defaults_are_used(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(b'{"theme": "da\xff')
    assert Settings(file).get(THEME) == "system"
    assert (tmp_path / "settings.json.damaged").read_bytes() == b'{"theme": "da\xff'


@pytest.mark.parametrize("value", ["900", "null", '"large"', "true", "[16]"])
def test_a_wrong_value_falls_back_alone(tmp_path: Path, value: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(f'{{"text_size": {value}, "measure": 70}}', encoding="utf-8")
    settings = Settings(file)
    assert settings.get(TEXT_SIZE) == 16
    assert settings.get(MEASURE) == 70


def test_a_whole_number_serves_where_a_fraction_may_stand(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"leading": 2}', encoding="utf-8")
    assert Settings(file).get(LEADING) == 2.0


def test_names_of_another_version_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"tomorrow": [1]}', encoding="utf-8")
    Settings(file).set(THEME, "dark")
    assert '"tomorrow"' in file.read_text(encoding="utf-8")


def test_a_value_out_of_bounds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="text_size"):
        Settings(None).set(TEXT_SIZE, 99)


def test_listeners_hear_of_a_change_until_they_stop() -> None:
    settings, heard = Settings(None), []
    stop = settings.listen(lambda setting: heard.append(setting.name))
    settings.set(THEME, "dark")
    settings.set(THEME, "dark")
    stop()
    settings.set(THEME, "light")
    assert heard == ["theme"]


def test_every_default_is_sound() -> None:
    assert [setting.name for setting in SETTINGS if not setting.sound(setting.default)] == []


def test_a_folder_that_cannot_be_written_to_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    settings = Settings(tmp_path / "file" / "settings.json")
    settings.set(THEME, "dark")
    assert settings.get(THEME) == "dark"


def test_two_windows_keep_each_others_choices(tmp_path: Path) -> None:
    one, other = Settings(tmp_path / "s.json"), Settings(tmp_path / "s.json")
    one.set(THEME, "sepia")
    other.set(TEXT_SIZE, 20)
    other.change(LAST_DOCUMENTS, lambda now: {**now, "b": "2"})
    one.change(LAST_DOCUMENTS, lambda now: {**now, "a": "1"})
    after = Settings(tmp_path / "s.json")
    assert (after.get(THEME), after.get(TEXT_SIZE)) == ("sepia", 20)
    assert after.get(LAST_DOCUMENTS) == {"a": "1", "b": "2"}


def test_what_one_window_chose_again_counts_over_the_others(tmp_path: Path) -> None:
    one, other = Settings(tmp_path / "s.json"), Settings(tmp_path / "s.json")
    one.set(THEME, "dark")
    other.set(THEME, "light")
    one.set(THEME, "dark")
    assert Settings(tmp_path / "s.json").get(THEME) == "dark"


COUNTING = """
import sys
from pathlib import Path
from app.settings import LAST_DOCUMENTS, Settings
settings = Settings(Path(sys.argv[1]))
for number in range(40):
    settings.change(LAST_DOCUMENTS, lambda now: {**now, f"{sys.argv[2]}{number}": "x"})
"""


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "s.json"
    running = [
        subprocess.Popen([sys.executable, "-c", COUNTING, str(file), name]) for name in "abc"
    ]
    assert [each.wait(60) for each in running] == [0, 0, 0]
    assert len(Settings(file).get(LAST_DOCUMENTS)) == 120


def test_a_choice_is_in_the_file_at_once_and_on_the_disk_once_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, synced = tmp_path / "settings.json", []
    real = settings_module.sync

    def told(path: Path) -> None:
        synced.append(json.loads(path.read_text())["theme"])
        real(path)

    monkeypatch.setattr(settings_module, "sync", told)
    kept = Settings(file)
    for theme in ("dark", "sepia", "light"):
        kept.set(THEME, theme)
        # Another process would find it now, so a kill loses nothing.
        assert Settings(file).get(THEME) == theme
    kept.settle()
    if sys.platform != "win32":
        assert synced[-1] == "light"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows waits for the disk at once")
def test_the_disk_is_waited_for_in_another_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []
    monkeypatch.setattr(
        settings_module, "sync", lambda _file: threads.append(threading.current_thread())
    )
    kept = Settings(tmp_path / "settings.json")
    kept.set(THEME, "dark")
    kept.settle()
    assert threads
    assert threading.current_thread() not in threads
