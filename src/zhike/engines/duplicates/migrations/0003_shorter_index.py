# upgrade allows former: no released version has the table that goes; the next scan makes the keys anew
from django.db import migrations, models


class Migration(migrations.Migration):
    """The primary key of the keys without the object, and the index beside it: Django cannot alter a composite one."""

    dependencies = [
        ('duplicates', '0002_one_row_a_key'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Key',
        ),
        migrations.CreateModel(
            name='Key',
            fields=[
                ('pk', models.CompositePrimaryKey('tenant_id', 'key', 'record_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('tenant_id', models.BigIntegerField()),
                ('object', models.TextField()),
                ('key', models.BigIntegerField()),
                ('record_id', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['record_id', 'tenant_id'], name='duplicates_key_record')],
            },
        ),
    ]
