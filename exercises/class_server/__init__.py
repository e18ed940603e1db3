"""A class server for one machine: JupyterHub, class codes, a server a student, and handing in by a click."""
