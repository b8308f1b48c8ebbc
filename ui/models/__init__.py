"""Qt models over what the façade tells; each updates the rows that a change names."""
