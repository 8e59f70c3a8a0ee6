-- A decision that was answered to a mailing tool stands in the journal beside the changes (docs/reference/law.md#h1): who asked, for what, on which inputs.
alter table decision_journal add column asked_by text, add column purpose text, add column channel text, add column inputs_hash bytea;
