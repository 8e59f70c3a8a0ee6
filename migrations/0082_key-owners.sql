-- A key belongs to the installation; its owner answers for it. It stops with that person's access, and goes on with another owner.
alter table api_keys add column owner_id uuid references users;
update api_keys set owner_id = created_by;
alter table api_keys alter column owner_id set not null;
