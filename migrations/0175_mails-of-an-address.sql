-- works with: 0.1
-- Mails to one address: how many went to it in a day, and which asked to confirm an answer.
create index person_mails_identity on person_mails (identity_hash);
