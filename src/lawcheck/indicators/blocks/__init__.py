"""Building blocks of indicator types: checks of parameters, steps, and prices of incidents."""
