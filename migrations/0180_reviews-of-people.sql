-- Whose question it is, and what they say to one another about it (sealed: it may name people).
alter table reviews add column assigned_to uuid references users;
create index reviews_assigned on reviews (assigned_to) where answered_at is null and assigned_to is not null;
create table review_comments (
  id uuid primary key,
  review_id uuid not null references reviews on delete cascade,
  said_by text not null,
  said_at timestamptz not null,
  text text not null
);
create index review_comments_review on review_comments (review_id, said_at);
