"""MediaWiki's source text: templates and references read here, the rest by pandoc."""
