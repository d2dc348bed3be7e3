"""Measure the reading on a folder of gold: every layer, every set, each figure beside a trivial baseline.

The gold folder brings its own converter and scorers, so figures agree with theirs by construction. ``evaluate`` in
``run`` gives rows, ``report`` prints them, ``gate`` compares a bounded subset with pinned floors, ``misses`` lists what
one layer missed and made up.
"""
