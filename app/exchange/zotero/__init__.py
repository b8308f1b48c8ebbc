"""Zotero: its data folder and its RDF export, as entries with all that hangs on them."""

from app.exchange.zotero.folder import ForeignLibrary, is_zotero_folder, libraries_in, read_folder

__all__ = ["ForeignLibrary", "is_zotero_folder", "libraries_in", "read_folder"]
