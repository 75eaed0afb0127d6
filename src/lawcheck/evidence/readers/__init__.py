"""The built-in readers, one module for each format, registered through the same hook as the readers of plugins."""
