"""What lies on the workbench goes with the file that it was read from; both tables are new, so nothing is looked at."""

from django.db import migrations

# upgrade allows check: the tables that the links stand on are made by the migration before, and empty

_LINK = (
    'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_goes_with" FOREIGN KEY (tenant_id, upload)'
    ' REFERENCES "{to}" (tenant_id, {key}) ON DELETE CASCADE'
)
_PARTS = ("benchpage", "benchedit", "benchfault", "benchkey")


def _links(table: str, to: str, key: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        _LINK.format(table=table, to=to, key=key), f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_goes_with"'
    )


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0003_workbench'),
        ('connect', '0001_initial'),
    ]

    operations = [
        _links("intake_bench", "connect_upload", "key"),
        *(_links(f"intake_{one}", "intake_bench", "upload") for one in _PARTS),
    ]
