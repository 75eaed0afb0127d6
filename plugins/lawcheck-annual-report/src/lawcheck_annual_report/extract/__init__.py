"""Print the proposed facts of a report, and write them: `lawcheck extract`."""
