-- Digits of other scripts are read by now: what records show in them is taken in anew.
update remote_records set content_hash = ''
  where gone_at is null and octet_length(concat(phone, mobile)) <> length(concat(phone, mobile));
update connections k set resync_wanted_at = now() where k.full_pulled_at is not null and k.state <> 'disconnected' and k.resync_wanted_at is null
  and exists (select 1 from remote_records r where r.connection_id = k.id and r.gone_at is null and r.content_hash = '');
