"""What every declared object must do, over the registry: a new declaration is tested by being declared."""
