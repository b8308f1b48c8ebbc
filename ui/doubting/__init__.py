"""Fields of imported references that want a look, one document after the other."""
