"""The desk: what people keep for their own work. Saved views first."""
