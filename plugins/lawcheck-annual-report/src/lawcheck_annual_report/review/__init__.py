"""The page on which a person reviews a report in a browser."""
