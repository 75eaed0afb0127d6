"""The built-in output formats, one module each, registered through the same hook as the formats of plugins."""
