import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '../../../src/store/app/migrate.ts'
import { migrateBefore, openDatabase, type TestDatabase } from '../app/database.ts'

const folder = join(import.meta.dirname, '../../../migrations')
const [first, second, now] = [new Date('2026-03-01'), new Date('2026-04-01'), new Date('2026-05-01')]
const ids = [
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
  '33333333-3333-4333-8333-333333333333',
]
let database: TestDatabase

// A database in which removals were remembered by hashes alone: of two people who went together, and of one alone.
beforeAll(async () => {
  database = await openDatabase('empty')
  await migrateBefore(database.pool, '0133', now)
  const query = (text: string, values: unknown[]) => database.pool.query(text, values)
  await query(
    `insert into contacts (id, created_at, purged_at) select id, $2, at from unnest($1::uuid[], $3::timestamptz[]) as p (id, at)`,
    [ids, first, [first, first, second]],
  )
  await query(
    `insert into connections (id, connector, label, account_id, state, granted, created_at) values ($1, 'hubspot', 'HubSpot', '1', 'active', '{}', $2)`,
    [ids[0], first],
  )
  await query(
    `insert into remote_records (connection_id, object, remote_id, contact_id, phone, mobile, content_hash, seen_at, changed_at, created_remote_at, modified_remote_at, relation, blocks, tags)
     select $1, 'contact', place::text, id, '+33 1 40 20 30 40', '06 39 98 20 04', 'x', $3, $3, $3, $3, 'none', '{}', '{}' from unnest($2::uuid[]) with ordinality as p (id, place)`,
    [ids[0], ids, first],
  )
  await query(
    `insert into identities (hash, kind, value, role, private_mailbox, created_at) select h, 'email', null, false, false, $2 from unnest($1::bytea[]) as h`,
    [[Buffer.from('one'), Buffer.from('two')], first],
  )
  await query(
    `insert into record_identities (record_id, identity_hash, position) select id, $1::bytea, 0 from remote_records where remote_id = '1' union all select id, $2::bytea, 0 from remote_records where remote_id = '2'`,
    [Buffer.from('one'), Buffer.from('two')],
  )
  await query(
    'insert into removal_memory (identity_hash, removed_at) select * from unnest($1::bytea[], $2::timestamptz[])',
    [
      ['one', 'two', 'mobile of one of them', 'mobile of three'].map((name) => Buffer.from(name)),
      [first, first, first, second],
    ],
  )
  await migrate(database.pool, folder, now)
})
afterAll(() => database.close())

it('says whose removal is remembered, as far as that is known', async () => {
  const { rows } = await database.pool.query<{ name: string; id: string }>(
    `select convert_from(identity_hash, 'UTF8') as name, contact_id as id from removal_memory order by 1`,
  )
  expect(rows.map(({ name, id }) => [name, ids.indexOf(id)])).toEqual([
    ['mobile of one of them', -1],
    ['mobile of three', 2],
    ['one', 0],
    ['two', 1],
  ])
})

it('compares the numbers of records as before until they are read again', async () => {
  const { rows } = await database.pool.query(
    `select r.remote_id, l.digits, l.known, l.is_mobile, r.content_hash from record_lines l join remote_records r on r.id = l.record_id where r.remote_id = '1' order by l.digits`,
  )
  expect(rows).toEqual([
    { remote_id: '1', digits: '0639982004', known: false, is_mobile: true, content_hash: Buffer.alloc(0) },
    { remote_id: '1', digits: '33140203040', known: false, is_mobile: false, content_hash: Buffer.alloc(0) },
  ])
})
