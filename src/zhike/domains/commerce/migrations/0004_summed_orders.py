"""What customers bought is summed up from one index."""

from django.db import migrations, models

from zhike.kernel.migrating import AddIndex, RemoveIndex


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('commerce', '0003_line_number_once'),
    ]

    operations = [
        AddIndex(
            model_name='order',
            index=models.Index(fields=['tenant_id', 'customer', 'ordered_at'], include=('net', 'margin', 'counts', 'deleted_at'), name='order_customer_summed'),
        ),
        RemoveIndex(
            model_name='order',
            name='order_customer',
        ),
    ]
