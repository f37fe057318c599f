"""Search of the public site: words asked for, where they are found, and what else may have been meant."""
