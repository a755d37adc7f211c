"""Documents as they come: one module a format, each turns bytes into decoded text."""
