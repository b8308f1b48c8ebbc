"""The window's own controls, painted in the theme."""
