-- Who asked what is held of them (GDPR art. 15): when it came, by when it is answered, how identity was checked, and who sent the answer.
create sequence access_numbers;
create table access_requests (
  id uuid primary key,
  number text not null unique,
  contact_id uuid not null references contacts,
  review_id uuid references reviews,
  door text not null,
  received_on date not null,
  due_on date not null,
  identity_how text not null,
  identity_words text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  answered_by text,
  answered_at timestamptz
);
create unique index access_requests_open on access_requests (contact_id) where answered_at is null;
create index access_requests_due on access_requests (due_on) where answered_at is null;
