-- Forms that are followed (docs/reference/law.md#j): one of a public page, or one of a connected system.
create table forms (
  id uuid primary key,
  url text,
  connection_id uuid references connections,
  vendor_form_id text,
  -- Which form of the page; null = the one that asks for most.
  key text,
  name text not null,
  added_by text not null,
  added_at timestamptz not null,
  -- When it was no longer followed.
  ended_at timestamptz,
  next_audit_at timestamptz not null,
  -- Lease of the worker that is at it, by wall clock, and which one it is.
  claimed_until timestamptz,
  claim uuid,
  checked_at timestamptz,
  -- Why the last look could not read it, and since when that is so; null = it was read.
  failure text,
  failure_where text,
  failing_since timestamptz,
  check ((url is null) <> (connection_id is null)),
  check ((connection_id is null) = (vendor_form_id is null))
);
create unique index forms_page on forms (url, coalesce(key, '')) where url is not null and ended_at is null;
create unique index forms_vendor on forms (connection_id, vendor_form_id) where connection_id is not null and ended_at is null;
create index forms_due on forms (next_audit_at) where ended_at is null;

-- What an audit found. A row only when the form or a result changed; quotes are kept, pages are not.
create table form_audits (
  form_id uuid not null references forms,
  number integer not null,
  audited_at timestamptz not null,
  rules_version integer not null,
  -- Of the page as it came (null for a vendor's form), and of what the form shows.
  page_digest text,
  form_digest text not null,
  result jsonb not null,
  passed integer not null,
  failed integer not null,
  open integer not null,
  of_rows integer not null,
  primary key (form_id, number)
);
create trigger form_audits_stay before update on form_audits for each row execute function refuse_update();

-- What a person found out where a page cannot show it. It counts for the form with this digest only.
create table form_answers (
  id bigint generated always as identity primary key,
  form_id uuid not null references forms,
  row_id text not null check (row_id in ('J9', 'J10', 'J14')),
  met boolean not null,
  note text not null,
  form_digest text not null,
  author text not null,
  answered_at timestamptz not null
);
create index form_answers_form on form_answers (form_id, row_id, id desc);
create trigger form_answers_stay before update on form_answers for each row execute function refuse_update();
