"""Pictures of every screen: ``python -m tests.support.screenshots FOLDER [WIDTHxHEIGHT …]``.

Made offscreen from the sample library, in a folder of its own; to be looked at, not compared.
"""
