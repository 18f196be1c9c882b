"""The OpenAPI document: concrete for each object, made of the declarations, the errors included."""
