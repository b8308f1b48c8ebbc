"""EndNote's XML export, as references with keywords, notes and files."""

from app.exchange.endnote.reader import is_endnote, read_endnote

__all__ = ["is_endnote", "read_endnote"]
