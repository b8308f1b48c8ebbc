"""Sourcebook's core: the library without a window. No module in here imports Qt."""

__version__ = "0.1.0"
