-- Addresses that the console shows for the app an admin makes at a vendor: the same until new ones are asked for. An app that is registered already keeps its own.
create table wizard_apps (
  connector text primary key,
  app_key text not null,
  prepared_at timestamptz not null
);
insert into wizard_apps (connector, app_key, prepared_at)
  select distinct on (connector) connector, app_key, created_at from app_registrations
  where app_key not in (select app_key from prepared_apps) order by connector, created_at desc;
