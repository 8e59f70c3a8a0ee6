-- Who has a record that is there, and in which system: read from the index alone by lists and figures.
create index remote_records_of_contact on remote_records (contact_id, connection_id) include (id) where gone_at is null;
-- Whose values nobody judged yet, and who was not informed in time: few, and asked for on Today.
create index remote_records_maybe on remote_records (relation_means, contact_id) where gone_at is null and contact_id is not null and relation_means in ('unjudged', 'hidden', 'unread');
create index decisions_uninformed on decisions ((detail ->> 'noticeState')) where detail ->> 'noticeState' in ('OVERDUE', 'FAILED');
create index decisions_unknown_title on decisions ((detail ->> 'jobTitle')) where rule = 'B1f' and verdict = 'QUARANTINE';
-- Who has a source of a kind: a filter of the list.
create index sources_kind on sources (kind, contact_id);
-- Contacts that are none any more: lists leave them out.
create index contacts_left on contacts (id) where merged_into is not null or purged_at is not null;
-- Who was written to before they were informed: few.
create index decisions_written_early on decisions ((detail ->> 'uninformedContactOn'), contact_id) where detail ->> 'uninformedContactOn' is not null;
