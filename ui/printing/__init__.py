"""Documents on paper: numbers in the margin, marks with letters, notes at the end."""
