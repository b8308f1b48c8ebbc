"""The library's panes: sidebar, list, first screen, and what is done to many documents at once."""
