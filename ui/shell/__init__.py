"""The window as a whole: panes and pages, menus, the palette, preferences, reports."""
