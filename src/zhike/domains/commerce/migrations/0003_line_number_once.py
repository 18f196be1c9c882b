from django.db import migrations, models

from zhike.kernel import migrating


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("commerce", "0002_line_number")]

    operations = [
        migrating.AddUnique(
            model_name="orderline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("deleted_at__isnull", True), ("line_number__isnull", False)),
                fields=("tenant_id", "line_number"),
                name="orderline_line_number_once",
            ),
        ),
    ]
