"""All marks and all notes of the library."""
