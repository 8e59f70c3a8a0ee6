// People put into the base by SQL: copies of a record that the stage has read, each with an address of its own.
import { keyRing } from './stage.mjs'

/** Rows of one statement. */
const block = 20_000

/** The address of the copy number `index`: some twenty of a million share a domain, as colleagues do. */
export const emailOf = (index) => `copie.${index}@societe${(index * 31) % 50_000}.example.test`

/** Puts `contacts` people into the base of the stage, from an own form, with a job title and a country. */
export async function seedPeople(stage, contacts) {
  const keys = await keyRing(stage)
  for (let from = 0; from < contacts; from += block) {
    const emails = Array.from({ length: Math.min(block, contacts - from) }, (_unused, place) => emailOf(from + place))
    await seed(
      stage,
      emails,
      emails.map((email) => keys.hashEmail(email)),
    )
  }
  // What the server does by itself in the minutes after: a base that has been there for a while is measured.
  await stage.query('vacuum (analyze) remote_records, record_identities, identities, sources, contacts, decisions')
  await stage.query('checkpoint')
}

async function seed(stage, emails, hashes) {
  await stage.query(
    `with template as (select * from remote_records where gone_at is null and contact_id is not null order by id limit 1),
     made as (select email, hash, gen_random_uuid() as contact_id, row_number() over () as place from unnest($1::text[], $2::bytea[]) as p (email, hash)),
     people as (insert into contacts (id, created_at) select contact_id, now() from made),
     addresses as (insert into identities (hash, kind, value, role, created_at) select hash, 'email', email, false, now() from made),
     records as (
       insert into remote_records (connection_id, object, remote_id, contact_id, first_name, last_name, job_title, company, country, phone, mobile, source_value, acts, created_remote_at, modified_remote_at, seen_at, changed_at, relation, blocks, tags, written_tags, content_hash, matched_at)
       select t.connection_id, t.object, 'copy-' || encode(m.hash, 'hex'), m.contact_id, t.first_name, t.last_name, 'DSI', t.company, 'FR', null, null, t.source_value, '[]', now() - interval '200 days', now(), now(), now(), 'none', t.blocks, '{}', '{}', t.content_hash, now()
       from made m cross join template t returning id, contact_id),
     held as (insert into record_identities (record_id, identity_hash, position) select r.id, m.hash, 0 from records r join made m on m.contact_id = r.contact_id)
     insert into sources (contact_id, record_id, connection_id, kind, name, obtained_on, assumed, created_at)
     select r.contact_id, r.id, t.connection_id, 'C1', 'Formulaire du site', current_date - 200, true, now() from records r cross join template t`,
    [emails, hashes],
  )
}
