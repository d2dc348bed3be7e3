"""Show a reading: on a terminal, or as one web page."""
