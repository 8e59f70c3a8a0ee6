-- What a DPO says of a whole list is declared by them, with their words, and proves nothing of one person by itself.
alter table sources drop constraint sources_attested, add constraint sources_attested check (proof is distinct from 'attestation' or proof_by is not null);
