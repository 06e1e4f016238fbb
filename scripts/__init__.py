"""Programs for the people who work on motcua; nothing here is in the wheel."""
