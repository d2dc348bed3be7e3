"""Questions put to a model: what if, what it hinges on, who stands together, who disagrees."""
