"""Facts are never changed and never removed, whoever holds the connection.

Erasing a person's data (a later step with its own record) lifts the rule
for its transaction with `set local kundenkreis.erasing = 'on'`.
"""

from django.db import migrations

ADD = """
create function ledger_fact_is_kept() returns trigger language plpgsql as $$
begin
    if current_setting('kundenkreis.erasing', true) = 'on' then
        return coalesce(new, old);
    end if;
    raise exception 'facts are append only' using errcode = 'integrity_constraint_violation';
end $$;
create trigger fact_is_kept before update or delete on ledger_fact
    for each row execute function ledger_fact_is_kept();
"""
REMOVE = "drop trigger fact_is_kept on ledger_fact; drop function ledger_fact_is_kept();"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(ADD, REMOVE)]
