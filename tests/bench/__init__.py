"""The bench: what the budgets of the project look like when they are measured."""
