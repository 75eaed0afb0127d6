"""Building blocks of indicator types: checks of parameters, deductions by steps, prices of incidents."""
