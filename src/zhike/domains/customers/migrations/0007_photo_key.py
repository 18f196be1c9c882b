"""Who holds a file is found by its key."""

import django.db.models.fields.json
from django.db import migrations, models

from zhike.kernel import migrating


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('customers', '0006_photo'),
    ]

    operations = [
        migrating.AddIndex(
            model_name='contact',
            index=models.Index(models.F('tenant_id'), django.db.models.fields.json.KeyTextTransform('key', 'photo'), condition=models.Q(('deleted_at__isnull', True)), name='contact_photo_key'),
        ),
        migrating.AddIndex(
            model_name='customer',
            index=models.Index(models.F('tenant_id'), django.db.models.fields.json.KeyTextTransform('key', 'photo'), condition=models.Q(('deleted_at__isnull', True)), name='customer_photo_key'),
        ),
    ]
