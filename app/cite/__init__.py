"""References, citation keys, styles, quotations and BibTeX."""
