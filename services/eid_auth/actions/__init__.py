"""One function for each thing a caller may ask; the audit line is written in the same transaction."""
