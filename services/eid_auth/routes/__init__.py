"""Routes of eid_auth: parse, one action, answer. One module per subject."""
