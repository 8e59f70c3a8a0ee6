create index holds_of_addresses on holds (identity_hash) where identity_hash is not null;
