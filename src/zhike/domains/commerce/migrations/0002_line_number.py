from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commerce", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="orderline", name="line_number", field=models.TextField(blank=True, null=True)
        ),
    ]
