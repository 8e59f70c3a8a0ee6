-- Acts of people at tools that are no Connection, or that cannot be read: clicks and replies that somebody brings. Only what counts is kept.
create table tool_acts (
  identity_hash bytea not null references identities,
  tool text not null,
  kind text not null,
  at timestamptz not null,
  brought_at timestamptz not null,
  primary key (identity_hash, tool, kind, at)
);

-- Up to when everything of a tool was brought: its clocks are blind when that is too long ago (docs/reference/promises.md#i5). Named in lower case.
create table tool_imports (
  tool text primary key,
  read_to timestamptz not null,
  brought_at timestamptz not null,
  brought_by text not null
);
