"""The events' table, in months, and the two functions with which the application makes and drops one.

Whoever calls them does not own the table, so they run as its owner, and do no more than they must: a month is made if it
is not far away, and dropped if every kind's longest time (1096 days) is over.
"""

from django.db import migrations

TABLE = """\
CREATE TABLE "behaviour_event" (
    tenant_id bigint NOT NULL, month date NOT NULL, key uuid NOT NULL, kind_id bigint NOT NULL,
    at timestamptz NOT NULL, day date NOT NULL, object text, record_id bigint, visitor uuid,
    on_object text, on_id bigint, on_text text, properties jsonb,
    CONSTRAINT "behaviour_event_pkey" PRIMARY KEY (tenant_id, month, key)
) PARTITION BY RANGE (month)"""
OF_RECORD = """\
CREATE INDEX "behaviour_event_record" ON "behaviour_event" (tenant_id, record_id, at) WHERE record_id IS NOT NULL"""
OF_VISITOR = """\
CREATE INDEX "behaviour_event_visitor" ON "behaviour_event" (tenant_id, visitor, at) WHERE visitor IS NOT NULL"""
MAKE = """\
CREATE OR REPLACE FUNCTION behaviour_make_month(first date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE part text := 'behaviour_event_' || to_char(first, 'YYYYMM');
        tenant text := 'tenant_id = nullif(current_setting(''zhike.tenant_id'', true), '''')::bigint';
BEGIN
    IF extract(day FROM first) <> 1 OR first > now() + interval '8 months' OR first < now() - interval '40 months' THEN
        RAISE EXCEPTION 'no month for events: %', first;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('behaviour.months', 0));
    IF to_regclass('public.' || part) IS NOT NULL THEN RETURN false; END IF;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.behaviour_event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part);
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY tenant ON public.%I USING (%s) WITH CHECK (%s)', part, tenant, tenant);
    EXECUTE format('ALTER TABLE public.behaviour_event ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
                   part, first, (first + interval '1 month')::date);
    RETURN true;
END $$"""
DROP = """\
CREATE OR REPLACE FUNCTION behaviour_drop_month(first date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '3s' AS $$
DECLARE part text := 'behaviour_event_' || to_char(first, 'YYYYMM');
BEGIN
    IF extract(day FROM first) <> 1 OR first + interval '1 month' > now() - interval '1099 days' THEN
        RAISE EXCEPTION 'events of this month may still be kept: %', first;
    END IF;
    IF to_regclass('public.' || part) IS NULL THEN RETURN false; END IF;
    EXECUTE format('DROP TABLE public.%I', part);
    RETURN true;
END $$"""


class Migration(migrations.Migration):
    dependencies = [("behaviour", "0001_initial")]

    operations = [
        migrations.RunSQL(TABLE, 'DROP TABLE "behaviour_event"'),
        migrations.RunSQL(OF_RECORD, migrations.RunSQL.noop),
        migrations.RunSQL(OF_VISITOR, migrations.RunSQL.noop),
        migrations.RunSQL(MAKE, "DROP FUNCTION behaviour_make_month(date)"),
        migrations.RunSQL(DROP, "DROP FUNCTION behaviour_drop_month(date)"),
    ]
