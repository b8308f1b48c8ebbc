"""Documents that may be one source: compared side by side, merged, or told apart."""
