"""The command line: a thin client of `lawcheck.session`. Results go to stdout, talk to stderr."""
