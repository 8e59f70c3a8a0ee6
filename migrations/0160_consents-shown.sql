-- Consents and refusals that stand beside a person are read by now: systems that know persons are read once more.
update connections k set resync_wanted_at = now() where k.full_pulled_at is not null and k.state <> 'disconnected' and k.resync_wanted_at is null
  and exists (select 1 from remote_records r where r.connection_id = k.id and r.gone_at is null and r.person_id is not null);
