"""The objects of the desk, for Django to find."""

from zhike.engines.desk.objects.saved_view import SavedView

__all__ = ["SavedView"]
