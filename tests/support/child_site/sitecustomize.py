"""Loaded by every Python child of a test: refuses the network there as conftest does here."""

import os
import sys

FORBIDDEN = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
LOOKUPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    inet = event == "socket.__new__" and arguments[1] in (2, 10, 23, 30)
    to_inet = event in FORBIDDEN and isinstance(arguments[1], tuple)
    if inet or to_inet or event in LOOKUPS:
        os.write(2, b"a child of a test tried to reach a network\n")
        os._exit(97)


sys.addaudithook(_refuse)
