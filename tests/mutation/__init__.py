"""Mutation tests of the scoring core: whether a one-operator change in it is seen by its own tests."""
