"""Web pages saved whole in one file: MHTML, and Safari's web archive."""
