"""A count of customers reads one index, not the customers."""

from django.db import migrations, models

from zhike.kernel import migrating


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('customers', '0007_photo_key'),
    ]

    operations = [
        migrating.AddIndex(
            model_name='customer',
            index=models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['tenant_id', 'id'], include=('kind', 'stage', 'owner', 'region', 'industry', 'source', 'sex', 'born_on', 'next_step_on', 'since', 'created_at', 'created_by', 'updated_at'), name='customer_facets'),
        ),
    ]
