"""Photos of people, as they come with their cards."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0005_privacy'),
    ]

    operations = [
        migrations.AddField(
            model_name='contact',
            name='photo',
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='customer',
            name='photo',
            field=models.JSONField(blank=True, null=True),
        ),
    ]
