"""Pages into readings: one extractor per layer, behind one interface."""
