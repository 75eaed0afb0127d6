"""The command line: one module a command in `commands`; options, languages, streams and exit codes beside it.

Commands hold no logic that a program would miss. Results go to standard output, everything else to standard error.

Imports `analysis`, `checklists`, `documents`, `evidence`, `model`, `registry`, `reports`, `saved_cards`, `scoring`, `session` and `version`.
"""
