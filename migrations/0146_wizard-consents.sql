-- What came of the consent that was last asked for through an app: for the page that waits for it, and for whoever
-- comes back to the wizard later.
create table wizard_consents (
  registration_id uuid primary key references app_registrations (id) on delete cascade,
  asked_at timestamptz not null,
  answered_at timestamptz,
  outcome text check (outcome in ('connected', 'refused', 'not-installed', 'vendor', 'other-account')),
  detail text,
  connection_id uuid references connections (id) on delete set null
);
