"""The built-in commands, one module each; `a-b` is the function `command` of the module `a_b`."""
