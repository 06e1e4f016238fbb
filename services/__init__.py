"""The four systems that the sandbox stands in for. ``python -m services`` serves them; nothing imports this package."""
