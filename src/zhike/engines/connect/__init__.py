"""HTTP: the REST API, its OpenAPI document, and what the web UI asks about itself. No business, no object by name."""
