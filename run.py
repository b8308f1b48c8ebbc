#!/usr/bin/env python3
"""Start Sourcebook from a checkout: python3 run.py [ARGUMENTS], or python3 run.py test.

The first start makes `.venv` beside this file and fills it with exactly the packages of
requirements.lock, every one checked against its hash. Later starts compare one stamp and hand over.

Nothing but the standard library is used. Up to the version check the file must run on Python 3.6,
so that an old interpreter gets a sentence and no traceback; that is why annotations newer than that
are quoted. A later start imports `os` and `sys` alone, for it is to cost next to nothing.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
WINDOWS = os.name == "nt"
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if WINDOWS else ("bin", "python")))
GUARD = os.path.join(VENV, "setup.lock")
LOG = os.path.join(VENV, "setup.log")
APP = ("requirements.lock", os.path.join(VENV, "app.stamp"))
TOOLS = ("requirements-test.lock", os.path.join(VENV, "test.stamp"))

OLDEST = (3, 11)
NEWEST = (3, 13)

# Words by which pip's output shows that the package index could not be reached.
UNREACHABLE = (
    "connection broken",
    "NewConnectionError",
    "ConnectTimeout",
    "ReadTimeout",
    "ProxyError",
    "name resolution",
    "Network is unreachable",
    "Max retries exceeded",
)


class SetupError(Exception):
    """Set-up can't go on; the text is one sentence for people, with what to do next."""


def main(args: "list[str]") -> int:
    """The exit code; on POSIX what is started takes this process's place and nothing returns."""
    testing = args[:1] == ["test"]
    try:
        if not (is_ready(APP) and (is_ready(TOOLS) or not testing)):
            if not suits(sys.version_info):
                return elsewhere(args)
            prepare(APP)
            if testing:
                prepare(TOOLS)
    except SetupError as error:
        say(str(error))
        return 1
    # -P: a file named app.py in the folder where the user stands must not become the program.
    start = ["-m", "tests.support.checks", *args[1:]] if testing else ["-m", "ui.main", *args]
    return become([PYTHON, "-P", *start])


# A later start ------------------------------------------------------------------------------------


def is_ready(part: "tuple[str, str]") -> bool:
    """Whether the environment holds exactly what the lock file of this part names."""
    lock, stamp = part
    try:
        with open(stamp, "rb") as written:
            return written.read() == stamp_for(lock) and os.access(PYTHON, os.X_OK)
    except OSError:
        return False


def stamp_for(lock: str) -> bytes:
    """The stamp's content: the interpreter behind `.venv`, then the whole lock file."""
    with open(os.path.join(HERE, lock), "rb") as source:
        return interpreter() + source.read()


def interpreter() -> bytes:
    """The file name behind `.venv`'s Python, such as python3.11, as the stamp's first line.

    A system that moves its python3 to another minor version changes it, and leaves `.venv` with
    packages that no longer fit.
    """
    return os.path.basename(os.path.realpath(PYTHON)).encode() + b"\n"


def become(command: "list[str]") -> int:
    """The exit code of the command, which runs in the caller's own folder."""
    if not WINDOWS:
        os.execv(command[0], command)
    import subprocess

    return subprocess.call(command)


def say(text: str) -> None:
    """Print a line on stderr; stdout belongs to the program's results alone."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


# The right Python ---------------------------------------------------------------------------------


def suits(version: tuple) -> bool:
    """Whether this version of Python runs Sourcebook."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def elsewhere(args: "list[str]") -> int:
    """The exit code of the same call under a Python that suits, or 1 after one clear sentence."""
    import subprocess

    for name in candidates():
        # Asked rather than trusted: a version switcher's placeholder exists and yet refuses to run.
        question = "import sys; print('%d %d' % sys.version_info[:2])"
        try:
            answer = subprocess.check_output([name, "-c", question], stderr=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            continue
        if suits(tuple(int(part) for part in answer.split())):
            return become([name, os.path.abspath(__file__), *args])
    say(unsuitable(sys.version_info))
    return 1


def candidates() -> "list[str]":
    """The full paths of Pythons on PATH whose name promises a version that suits, newest first."""
    import shutil

    versions = [f"python3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    found = [shutil.which(name) for name in versions]
    return [path for path in found if path]


def unsuitable(version: tuple) -> str:
    """The sentence for a Python that is too old or too new."""
    return (
        f"Sourcebook needs Python 3.11, 3.12 or 3.13; this is {version[0]}.{version[1]}, and no "
        "other was found. Install one of them and type: python3.13 run.py"
    )


# Setting up ---------------------------------------------------------------------------------------


def prepare(part: "tuple[str, str]") -> None:
    """Bring `.venv` to what the part's lock file names; at once when it is there already.

    Two starts wait for each other. Raises SetupError; a first set-up that fails leaves nothing
    behind, a failed download for a newer lock leaves the environment as it was.
    """
    if is_ready(part):
        return
    with guarded() as guard:
        if is_ready(part):  # another start did it meanwhile
            return
        fresh = not is_whole()
        if fresh:
            empty_environment()
        try:
            if fresh:
                make_environment()
            install(part, guard)
        except BaseException:
            if fresh:
                empty_environment()
            raise


def is_whole() -> bool:
    """Whether the last set-up was finished, for whatever lock file, and its Python is there."""
    try:
        with open(APP[1], "rb") as stamp:
            return stamp.readline() == interpreter() and os.access(PYTHON, os.X_OK)
    except OSError:
        return False


class guarded:  # noqa: N801 - read as a phrase: with guarded() as …
    """The lock of the operating system that keeps two set-ups apart, as a context.

    It ends with the process that holds it, however that ends, so it never has to be cleared away.
    """

    def __enter__(self) -> int:
        claim_environment()
        self.descriptor = os.open(GUARD, os.O_RDWR | os.O_CREAT, 0o644)
        if not try_lock(self.descriptor):
            import time

            say("Another start of Sourcebook is setting it up; waiting for it.")
            while not try_lock(self.descriptor):
                time.sleep(0.2)
        return self.descriptor

    def __exit__(self, *exception: object) -> None:
        os.close(self.descriptor)


def claim_environment() -> None:
    """Make the folder `.venv`; refuse one that this script didn't make."""
    try:
        os.makedirs(VENV, exist_ok=True)
        foreign = bool(os.listdir(VENV)) and not os.path.exists(GUARD)
    except OSError as error:
        raise SetupError(
            f"Sourcebook can't write to its own folder {HERE} ({error.strerror}); "
            "move it to a place of your own."
        ) from error
    if foreign:
        raise SetupError(
            f"{VENV} was made by something else; rename or remove it, then start again."
        )


def try_lock(descriptor: int) -> bool:
    """Whether the lock was free and is now held."""
    try:
        if WINDOWS:
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def empty_environment() -> None:
    """Remove everything in `.venv` but the lock, which other starts may be waiting for.

    For a few seconds it tries again: the children of a start that was killed may still be writing.
    """
    import shutil
    import time

    for attempt in range(50):
        time.sleep(0.1 * bool(attempt))
        try:
            for entry in os.scandir(VENV):
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path)
                elif entry.path != GUARD:
                    os.unlink(entry.path)
        except OSError as error:
            trouble = error
        else:
            return
    raise SetupError(f"{VENV} can't be cleared ({trouble}); remove it and start again.")


def make_environment() -> None:
    """Make the virtual environment and let it import `app` and `ui` from the checkout."""
    ensure_venv_module()
    import subprocess
    import sysconfig
    import venv

    say("Setting up Sourcebook; this happens once and takes a minute or two.")
    try:
        venv.EnvBuilder(symlinks=not WINDOWS, with_pip=True).create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(f"Python couldn't make an environment in {VENV} ({error}).") from error
    scheme = {"base": VENV, "platbase": VENV}
    packages = sysconfig.get_path("purelib", "venv", scheme)
    # A relative line, so that the checkout can be moved or renamed.
    with open(os.path.join(packages, "sourcebook.pth"), "w", encoding="utf-8") as link:
        link.write(os.path.relpath(HERE, packages) + "\n")


def ensure_venv_module() -> None:
    """Make sure that Python can make environments; Debian keeps that part in its own package."""
    from importlib.util import find_spec

    from ui.system import MissingError, install_packages

    if find_spec("venv") and find_spec("ensurepip"):
        return
    package = f"python3.{sys.version_info[1]}-venv"
    try:
        install_packages([package], "This Python can't make virtual environments")
    except MissingError as error:
        raise SetupError(str(error)) from error


def install(part: "tuple[str, str]", guard: int) -> None:
    """Install the packages of the part's lock file, and write the stamp last."""
    lock, stamp = part
    kept = read_stamps()
    remove_stamps()
    if not run_pip(lock, guard):
        # Nothing was installed yet: what was there before is still whole.
        write_stamps(kept)
        raise SetupError(explained())
    done = [(stamp, stamp_for(lock))]
    if part is TOOLS:  # its lock file holds the packages of the app too
        done.append((APP[1], stamp_for(APP[0])))
    write_stamps(done)


def read_stamps() -> "list[tuple[str, bytes]]":
    """The stamps that stand, to be put back should nothing come of the installation."""
    kept = []
    for _, path in (APP, TOOLS):
        if os.path.exists(path):
            with open(path, "rb") as stamp:
                kept.append((path, stamp.read()))
    return kept


def remove_stamps() -> None:
    """Take the stamps away, so that an interruption from here on is noticed."""
    for _, path in (APP, TOOLS):
        if os.path.exists(path):
            os.unlink(path)


def write_stamps(stamps: "list[tuple[str, bytes]]") -> None:
    """Write each stamp whole or not at all."""
    for path, content in stamps:
        with open(path + ".new", "wb") as stamp:
            stamp.write(content)
        os.replace(path + ".new", path)


def run_pip(lock: str, guard: int) -> bool:
    """Whether pip could get every package; shows the progress.

    With hashes required pip downloads and checks everything before it installs anything. Raises
    SetupError when it failed after that point.
    """
    import subprocess

    command = [PYTHON, "-m", "pip", "install", "--no-deps", "--require-hashes"]
    command += ["--only-binary", ":all:", "--no-input", "--progress-bar", "off"]
    command += ["--disable-pip-version-check", "-r", os.path.join(HERE, lock)]
    progress = Progress(lock)
    # pip holds the guard too: should this process be killed, the next start waits for pip to end.
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    streams |= {"encoding": "utf-8", "errors": "replace"}
    if not WINDOWS:
        streams["pass_fds"] = (guard,)
    with open(LOG, "w", encoding="utf-8", errors="replace") as log:
        child = subprocess.Popen(command, **streams)
        try:
            for line in child.stdout:
                log.write(line)
                progress.read(line)
        except BaseException:
            child.kill()
            raise
        finally:
            child.wait()
            progress.end()
    if child.returncode and progress.installing:
        raise SetupError(explained())
    return child.returncode == 0


class Progress:
    """One line on stderr that tells how far pip is, read from what pip prints."""

    def __init__(self, lock: str) -> None:
        with open(os.path.join(HERE, lock), encoding="utf-8") as lines:
            self.total = sum(line[:1].isalnum() for line in lines)
        self.count = 0
        self.installing = False
        self.live = sys.stderr.isatty()
        self.shown = False

    def read(self, line: str) -> None:
        """Take one line of pip's output."""
        words = line.split()
        if line.startswith("Ignoring "):  # a package of another operating system
            self.total -= 1
        elif line.startswith(("Collecting ", "Processing ", "Requirement already ")):
            self.count += 1
            place = os.path.basename(words[3] if words[0] == "Requirement" else words[1])
            name = place.split("-" if place.endswith(".whl") else "=")[0]
            self.show(f"package {self.count} of {self.total}, {name}")
        elif line.startswith("Installing collected packages"):
            self.installing = True
            self.show("unpacking what was fetched")

    def show(self, text: str) -> None:
        """Show the step, in place on a terminal and as a line of its own elsewhere."""
        self.shown = True
        sys.stderr.write("\r\x1b[K" * self.live + "Setting up: " + text + "\n" * (not self.live))
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the line."""
        if self.live and self.shown:
            sys.stderr.write("\n")


def explained() -> str:
    """One sentence on why pip failed, from its log."""
    with open(LOG, encoding="utf-8") as log:
        text = log.read()
    if any(words in text for words in UNREACHABLE):
        return (
            "Sourcebook couldn't fetch the packages it needs, because the package index can't be "
            "reached; connect to the internet once and start it again."
        )
    if "DO NOT MATCH THE HASHES" in text:
        return (
            "A package is not the one that Sourcebook was made with, so nothing was installed; "
            "start it again, and from another network if this comes back."
        )
    errors = [line.strip() for line in text.splitlines() if line.startswith("ERROR:")]
    reason = errors[-1][len("ERROR:") :].strip() if errors else "pip gave no reason"
    return "Sourcebook couldn't install the packages it needs: " + reason


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("Stopped.")
        sys.exit(130)
