-- Mail to an address came back for good, as a system or a mailbox showed: the hold says where and for which address. It
-- ends when that record shows another one; a flag that the system then keeps (`flag_stays`) says nothing of the new one.
alter table holds add column connection_id uuid references connections, add column record_id bigint, add column identity_hash bytea, add column flag_stays boolean not null default false;
create index holds_of_records on holds (record_id) where record_id is not null;
