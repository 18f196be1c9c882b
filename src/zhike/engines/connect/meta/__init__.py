"""What the web UI must know of this tenant and this person before it can draw anything: the meta document."""
