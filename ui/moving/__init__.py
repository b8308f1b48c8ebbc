"""Moving in from another program: what is chosen, the move itself, the report."""
