""".bib files that are kept up to date while the window is open."""
