from django.db import migrations

TABLE = "kernel_touch"


class Migration(migrations.Migration):
    """Ten thousand ids are kept as they are: to compress them took longer than all else of telling."""

    dependencies = [
        ('kernel', '0010_touch'),
    ]

    operations = [
        migrations.RunSQL(
            f'ALTER TABLE "{TABLE}" ALTER COLUMN "ids" SET STORAGE EXTERNAL',
            f'ALTER TABLE "{TABLE}" ALTER COLUMN "ids" SET STORAGE EXTENDED',
        ),
    ]
