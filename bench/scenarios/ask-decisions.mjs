// A mailing tool that asks before each mail: how long an answer takes at a steady rate, with many contacts stored. They are put in by SQL.
import { round, spread } from '../numbers.mjs'
import { atRate, keyRing, openStage, post } from '../stage.mjs'

/** Copies of records that the stage has read, each with an address of its own, in statements of `block` rows. */
const block = 20_000

export async function askDecisions({ queue, contacts = 1_000_000, perSecond = 500, seconds = 30 }) {
  const stage = await openStage({ name: 'ask', contacts: 500, queue, keys: 4 })
  try {
    const keys = await keyRing(stage)
    const startedAt = performance.now()
    for (let from = 0; from < contacts; from += block) {
      const places = Array.from({ length: Math.min(block, contacts - from) }, (_unused, place) => from + place)
      const emails = places.map((place) => `copie.${place}@ailleurs.example.test`)
      await seed(stage, emails, emails.map((email) => keys.hashEmail(email)))
    }
    await stage.query('analyze remote_records, record_identities, identities, sources, contacts, decisions')
    const seededS = round((performance.now() - startedAt) / 1_000)
    const ask = async (index) => {
      const askedAt = performance.now()
      const { status, body } = await post(`${stage.base}/api/v1/decisions`, { items: [{ email: `copie.${(index * 7_919) % contacts}@ailleurs.example.test` }] }, { authorization: `Bearer ${stage.apiKeys[index % stage.apiKeys.length]}` })
      if (status !== 200 || body.results[0].known !== true) throw new Error(`the door answered ${status}: ${JSON.stringify(body).slice(0, 300)}`)
      return performance.now() - askedAt
    }
    await atRate(100, 500, ask)
    const answers = await atRate(perSecond, perSecond * seconds, ask)
    const blocks = await atRate(2, 20, async (index) => {
      const askedAt = performance.now()
      await post(`${stage.base}/api/v1/decisions`, { items: Array.from({ length: 1_000 }, (_unused, place) => ({ email: `copie.${(index * 1_000 + place * 31) % contacts}@ailleurs.example.test` })) }, { authorization: `Bearer ${stage.apiKeys[0]}` })
      return performance.now() - askedAt
    })
    return { contacts, seededS, perSecond, answerMs: spread(answers), thousandItemsMs: spread(blocks) }
  } finally {
    await stage.close()
  }
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
