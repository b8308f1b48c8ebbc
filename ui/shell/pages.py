"""The pages that are shown in place of list and reader: where they stand, what they are called."""

from __future__ import annotations

from ui.library.presenter import Place

PAGE_PLACES = {
    "marks": Place("marks", "", "Marks"),
    "notes": Place("notes", "", "Notes"),
    "inbox": Place("inbox", "", "Inbox"),
}
"""The places of the sidebar that are pages; while another page is shown no place is current."""

PAGE_TITLES = {"marks": "Marks", "notes": "Notes", "search": "Search", "inbox": "Inbox",
               "adding": "Recent imports"}  # fmt: skip
