-- Whoever answers with a mailbox that several people share says so for themselves: `named`, the contact of the answer is
-- who bears the name that was given. Answers from before are nobody's where more than one person is written to there.
alter table questionnaire_answers add column named boolean not null default false;
-- A consent is never changed; whose it is follows the person, when two contacts become one or an answer finds its own.
drop trigger consents_stay on consents;
create trigger consents_stay before update on consents for each row
  when (to_jsonb(old) - 'contact_id' is distinct from to_jsonb(new) - 'contact_id') execute function refuse_update();
update consents c set contact_id = k.contact_id from repermission_asks k where k.id = c.ask_id and c.contact_id is null;
