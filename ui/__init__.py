"""The window: Qt only; no rule lives here that could be tested without Qt."""
