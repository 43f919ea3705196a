"""data_export."""
