"""Training of the readers that ship with aitia: the text, its annotations, the models. Development only."""
