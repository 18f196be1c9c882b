from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="changeset",
            index=models.Index(
                condition=models.Q(("undo_of__isnull", False)), fields=["tenant_id", "undo_of"], name="change_set_undo"
            ),
        ),
    ]
