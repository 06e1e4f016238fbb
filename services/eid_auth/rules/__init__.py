"""Pure decisions of eid_auth, one module per subject."""
