"""Every query of portal, by subject."""
