"""Whether something is complete: one rule a module, each gives what is wrong in words."""
