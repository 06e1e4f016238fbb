"""The four systems that the sandbox stands in for."""
