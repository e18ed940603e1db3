"""The command in this process, without a look at what is installed: a test must not install anything."""

from __future__ import annotations

from argparse import ArgumentParser

from exercises.class_server.command import class_server, class_server_options


def call(*words: object) -> int:
    """Run ``class-server`` with these words; returns its exit status. Raises KitError."""
    parser = ArgumentParser()
    class_server_options(parser)
    return class_server(parser.parse_args(list(map(str, words))))
