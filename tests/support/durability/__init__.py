"""What shows that nothing is lost: short in the tests, in full by ``tests/bench/durability.py``."""
