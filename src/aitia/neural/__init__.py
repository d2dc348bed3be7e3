"""The small trained reader: one encoder pass per sentence, and heads that answer for all layers."""
