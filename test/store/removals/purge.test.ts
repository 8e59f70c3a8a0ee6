import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { purgeContacts } from '../../../src/store/removals/purge.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

const now = new Date('2026-11-25T10:00:00Z')

describe('what we hold of somebody who was removed', () => {
  let database: TestDatabase
  const connectionId = randomUUID()
  const query = async (text: string, values: unknown[] = []) =>
    (await database.pool.query<Record<string, unknown>>(text, values)).rows
  const hashOf = (email: string) => createHash('sha256').update(email).digest()

  /** A contact with one record that shows these addresses. */
  const person = async (...emails: string[]) => {
    const id = randomUUID()
    await query('insert into contacts (id, created_at) values ($1, $2)', [id, now])
    const [record] = await query(
      `insert into remote_records (connection_id, object, remote_id, contact_id, first_name, created_remote_at, modified_remote_at, seen_at, changed_at, blocks, tags, written_tags, content_hash, relation, acts) values ($1, 'contact', $2::text, $2::uuid, 'Anne', $3, $3, $3, $3, '{}', '{}', '{}', '\\x00', 'none', '[]') returning id`,
      [connectionId, id, now],
    )
    for (const [place, email] of emails.entries()) {
      await query(
        `insert into identities (hash, kind, value, role, created_at) values ($1, 'email', $2, false, $3) on conflict do nothing`,
        [hashOf(email), email, now],
      )
      await query('insert into record_identities (record_id, identity_hash, position) values ($1, $2, $3)', [
        record?.['id'],
        hashOf(email),
        place,
      ])
      await query(
        `insert into tool_acts (identity_hash, tool, kind, at, brought_at) values ($1, 'brevo', 'click', $2, $2) on conflict do nothing`,
        [hashOf(email), now],
      )
      await query(
        `insert into vendor_ids (connection_id, vendor_id, identity_hash, kept_at) values ($1, $2, $3, $4) on conflict do nothing`,
        [connectionId, `id of ${email}`, hashOf(email), now],
      )
      await query(
        `insert into vendor_answers (connection_id, identity_hash, answer, said, since, asked_at) values ($1, $2, 'sold', 'FULL_MATCH', $3, $3) on conflict do nothing`,
        [connectionId, hashOf(email), now],
      )
    }
    return id
  }
  beforeAll(async () => {
    database = await openDatabase('migrated')
    await query(
      `insert into connections (id, connector, account_id, label, state, created_at) values ($1, 'hubspot', '1', 'HubSpot', 'active', $2)`,
      [connectionId, now],
    )
  })
  afterAll(() => database.close())

  it('goes with the addresses that were theirs before, but not one that somebody else got since', async () => {
    const [silent, , , mover] = [
      await person('now@example.test', 'kept@example.test'),
      await person('before@example.test'),
      await person('successor@example.test'),
      await person('new@example.test'),
    ]
    await query(
      `insert into former_identities (record_id, identity_hash, left_at) select r.id, $2, $3 from remote_records r where r.contact_id = $1`,
      [mover, hashOf('kept@example.test'), now],
    )
    await query(
      `insert into former_identities (record_id, identity_hash, left_at) select r.id, i.hash, $2 from remote_records r, identities i where r.contact_id = $1 and i.value in ('before@example.test', 'successor@example.test')`,
      [silent, now],
    )
    await query(`delete from record_identities where identity_hash = $1`, [hashOf('before@example.test')])
    await purgeContacts(database.pool, [silent], { remember: true }, now)
    expect(
      await query(
        'select i.hash, i.value, (select least(count(*)::int, 1) from (select identity_hash as h from tool_acts union all select identity_hash from vendor_ids union all select identity_hash from vendor_answers) t where t.h = i.hash) as acts, m.removed_at from identities i left join removal_memory m on m.identity_hash = i.hash where i.hash = any($1) order by i.value is not null, array_position($1, i.hash)',
        [['now', 'before', 'kept', 'successor'].map((name) => hashOf(`${name}@example.test`))],
      ),
    ).toEqual([
      { hash: hashOf('now@example.test'), value: null, acts: 0, removed_at: now },
      { hash: hashOf('before@example.test'), value: null, acts: 0, removed_at: now },
      // Who is still there had it before: what was done under it may be theirs.
      { hash: hashOf('kept@example.test'), value: 'kept@example.test', acts: 1, removed_at: now },
      { hash: hashOf('successor@example.test'), value: 'successor@example.test', acts: 1, removed_at: null },
    ])
    for (const table of [
      'former_identities',
      'record_identities',
      'tool_acts',
      'vendor_ids',
      'vendor_answers',
      'removal_memory',
      'identities',
      'remote_records',
      'contacts',
    ])
      await query(`delete from ${table}`)
  })

  it('goes, but not the address and the acts of who is still there', async () => {
    const [silent, objector] = [
      await person('silent@example.test', 'shared@example.test'),
      await person('objector@example.test'),
    ]
    await person('shared@example.test')
    await purgeContacts(database.pool, [silent], { remember: true }, now)
    await purgeContacts(database.pool, [objector], { remember: false }, now)
    expect(
      await query(
        'select i.hash, i.value, (select least(count(*)::int, 1) from (select identity_hash as h from tool_acts union all select identity_hash from vendor_ids union all select identity_hash from vendor_answers) t where t.h = i.hash) as acts, m.removed_at from identities i left join removal_memory m on m.identity_hash = i.hash order by i.value is not null, m.removed_at',
      ),
    ).toEqual([
      { hash: hashOf('silent@example.test'), value: null, acts: 0, removed_at: now },
      { hash: hashOf('objector@example.test'), value: null, acts: 0, removed_at: null },
      { hash: hashOf('shared@example.test'), value: 'shared@example.test', acts: 1, removed_at: now },
    ])
    expect(
      await query('select first_name, gone_reason, count(*)::int as n from remote_records group by 1, 2 order by 1'),
    ).toEqual([
      { first_name: 'Anne', gone_reason: null, n: 1 },
      { first_name: null, gone_reason: 'binned', n: 2 },
    ])
  })
})
