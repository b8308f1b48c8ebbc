"""The SQLite library: opening, migrations, one module per aggregate, backup, check."""
