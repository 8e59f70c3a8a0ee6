-- When the person of a login last proved who they are, by their password.
alter table login_sessions add column proved_at timestamptz;
update login_sessions set proved_at = created_at;
alter table login_sessions alter column proved_at set not null;
