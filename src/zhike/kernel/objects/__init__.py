"""The objects that the kernel declares itself."""
