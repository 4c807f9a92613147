"""What every room may use: settings, errors, the shared model, the database, migrations."""
