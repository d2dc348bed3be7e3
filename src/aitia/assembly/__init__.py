"""From readings to one model: actors, concepts, influences and ties merged, each with all its supports."""
