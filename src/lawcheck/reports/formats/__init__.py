"""The built-in output formats, one per module, registered like the formats of plugins."""
