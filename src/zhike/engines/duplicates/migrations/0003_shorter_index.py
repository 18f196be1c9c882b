# upgrade allows check: no released version has this table
# upgrade allows index: no released version has this table
from django.db import migrations, models

TABLE = 'ALTER TABLE "duplicates_key"'
FORMER, SHORTER = '("tenant_id", "object", "key", "record_id")', '("tenant_id", "key", "record_id")'
FORMER_INDEX, SHORTER_INDEX = '("record_id", "tenant_id", "object")', '("record_id", "tenant_id")'


def statements(key: str, index: str) -> list[str]:
    """Django cannot alter a composite primary key."""
    return [
        f'{TABLE} DROP CONSTRAINT "duplicates_key_pkey"',
        f'{TABLE} ADD CONSTRAINT "duplicates_key_pkey" PRIMARY KEY {key}',
        'DROP INDEX "duplicates_key_record"',
        f'CREATE INDEX "duplicates_key_record" ON "duplicates_key" {index}',
    ]


class Migration(migrations.Migration):

    dependencies = [
        ('duplicates', '0002_one_row_a_key'),
    ]

    operations = [
        migrations.RunSQL(
            statements(SHORTER, SHORTER_INDEX),
            statements(FORMER, FORMER_INDEX),
            state_operations=[
                migrations.AlterField(
                    model_name='key',
                    name='pk',
                    field=models.CompositePrimaryKey('tenant_id', 'key', 'record_id', blank=True, editable=False, primary_key=True, serialize=False),
                ),
                migrations.RemoveIndex(
                    model_name='key',
                    name='duplicates_key_record',
                ),
                migrations.AddIndex(
                    model_name='key',
                    index=models.Index(fields=['record_id', 'tenant_id'], name='duplicates_key_record'),
                ),
            ],
        ),
    ]
