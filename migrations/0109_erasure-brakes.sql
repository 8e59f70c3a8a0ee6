-- How the identity of who asked was checked; until when the decision can be taken back before anything goes, and by whom it was.
alter table erasure_requests add column identity_how text, add column identity_words text not null default '', add column cool_until timestamptz,
  add column taken_back_by text, add column taken_back_at timestamptz, add column taken_back_why text;

drop index erasure_requests_open;
create unique index erasure_requests_open on erasure_requests (contact_id) where answered_at is null and taken_back_at is null;
