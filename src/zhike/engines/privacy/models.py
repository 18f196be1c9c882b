"""The objects of the privacy desk, for Django to find."""

from zhike.engines.privacy.objects.retention_rule import RetentionRule

__all__ = ["RetentionRule"]
