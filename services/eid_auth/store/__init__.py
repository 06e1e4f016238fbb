"""Every query of eid_auth, one module per subject."""
