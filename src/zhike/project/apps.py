"""The project as a Django app: it only carries start-up checks and words."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Named so that its label cannot meet an object's."""

    name = "zhike.project"
    label = "zhike_project"
