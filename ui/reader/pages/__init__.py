"""The pages of a PDF as they look, beside its text or in place of it."""
