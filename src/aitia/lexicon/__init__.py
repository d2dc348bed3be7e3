"""Words and actors as data, and their loaders."""
