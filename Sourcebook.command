#!/bin/sh
# Double-click on macOS (or Linux): find a Python that suits, or fetch a private one, and start.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
tools="$here/.python"

suits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1
}

find_python() {
    # Not a bare python3 before the others: on a Mac that one may only offer to install Xcode.
    for name in python3.13 python3.12 python3.11 \
        /opt/homebrew/bin/python3.13 /opt/homebrew/bin/python3.12 /opt/homebrew/bin/python3.11 \
        /usr/local/bin/python3.13 /usr/local/bin/python3.12 /usr/local/bin/python3.11 \
        /Library/Frameworks/Python.framework/Versions/3.13/bin/python3 \
        /Library/Frameworks/Python.framework/Versions/3.12/bin/python3 \
        /Library/Frameworks/Python.framework/Versions/3.11/bin/python3; do
        if suits "$name"; then
            python=$name
            return 0
        fi
    done
    return 1
}

find_uv() {
    for candidate in uv "$HOME/.local/bin/uv" "$tools/uv"; do
        if "$candidate" --version >/dev/null 2>&1; then
            uv=$candidate
            return 0
        fi
    done
    return 1
}

fetched_python() {
    python=$("$uv" python find --managed-python 3.12 2>/dev/null) && suits "$python"
}

fetch_python() {
    UV_PYTHON_INSTALL_DIR="$tools/pythons"
    export UV_PYTHON_INSTALL_DIR
    if find_uv && fetched_python; then
        return 0
    fi
    echo "No suitable Python was found; fetching a private one into $tools." >&2
    if ! find_uv; then
        installer=$(curl -LsSf https://astral.sh/uv/install.sh) || return 1
        printf '%s\n' "$installer" |
            UV_UNMANAGED_INSTALL="$tools" UV_NO_MODIFY_PATH=1 sh >&2 || return 1
        find_uv || return 1
    fi
    "$uv" python install --no-bin 3.12 >&2 && fetched_python
}

if find_python || fetch_python; then
    "$python" "$here/run.py" "$@"
    status=$?
else
    echo "Sourcebook needs Python 3.11, 3.12 or 3.13, and none could be fetched." >&2
    echo "Connect to the internet and try again, or install one from python.org." >&2
    status=1
fi

if [ "$status" -ne 0 ] && [ $# -eq 0 ] && [ -t 0 ]; then
    printf 'Press Return to close this window. ' >&2
    read -r _
fi
exit "$status"
