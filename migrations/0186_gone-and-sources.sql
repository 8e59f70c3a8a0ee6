-- Records that are gone, by when: few, and asked for by the page of their system.
create index remote_records_gone on remote_records (gone_at) where gone_at is not null;
