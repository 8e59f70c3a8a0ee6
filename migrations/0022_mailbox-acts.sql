-- Who wrote, as keyed hash, when the message counts as an act of the person (docs/reference/law.md#g): neither a no nor a machine.
alter table mailbox_messages add column acted_hash bytea;
create index mailbox_messages_acted on mailbox_messages (acted_hash) where acted_hash is not null;
-- When a system that is listened to had nothing more to tell (wall clock): until then its last acts are not known.
alter table listeners add column caught_up_at timestamptz;
