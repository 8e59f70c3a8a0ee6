-- A secret that was typed again for an app in use: it is tried with the next consent, and takes the old one's place when
-- the vendor took it.
alter table app_registrations add column typed_secret text;
-- What may come of a consent besides.
alter table wizard_consents drop constraint wizard_consents_outcome_check;
alter table wizard_consents add constraint wizard_consents_outcome_check
  check (outcome in ('connected', 'refused', 'not-installed', 'vendor', 'typed-secret', 'other-account', 'other-login'));
