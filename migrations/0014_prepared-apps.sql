-- Addresses told to an admin who makes the app at the vendor before its id and secret are known here.

create table prepared_apps (
  connector text primary key,
  app_key text not null,
  redirect_uri text not null,
  prepared_at timestamptz not null
);
