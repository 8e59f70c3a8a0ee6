-- works with: 0.1
-- What a system that tells its changes by itself refuses to tell, in a sentence. Null: it tells all it was asked for.
alter table listeners add column unheard text;
