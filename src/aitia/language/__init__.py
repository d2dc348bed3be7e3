"""Documents with their parse, and what the syntax says: who does what to whom, negation, time."""
