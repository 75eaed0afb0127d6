"""Read the text of a report from the files that it comes in."""
