""".bib files that are kept up to date."""
