"""The vocabulary every stage speaks: documents, records, codes, readings."""
