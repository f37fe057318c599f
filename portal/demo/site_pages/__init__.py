"""Putting the words of `portal.demo.site` on the public site: one module for each kind of thing."""
