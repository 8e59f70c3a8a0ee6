import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keptBefore } from '../../../src/domain/runs/kept.ts'
import { keptRows } from '../../../src/domain/runs/tables/kept.ts'
import { forgetting, keptFigures } from '../../../src/store/runs/kept.ts'
import { contact, database, identity, just, now, objection, openKept, query, run } from './kept-scene.ts'

beforeAll(openKept)
afterAll(() => database.close())

describe('what is kept only for a time', () => {
  it('has a way to go for each row that the nightly run answers for', () => {
    expect(Object.keys(forgetting).toSorted()).toEqual(
      keptRows
        .filter((row) => row.by === 'night')
        .map((row) => row.id)
        .toSorted(),
    )
  })

  it('a delivery is reduced to its digest, one that waits is not', async () => {
    const { old, young } = just('deliveries')
    for (const [key, at, state] of [
      ['old', old, 'done'],
      ['young', young, 'done'],
      ['waits', old, 'new'],
    ] as const) {
      await query(
        `insert into webhook_deliveries (app_key, connector, dedupe_key, account_id, object, remote_id, kind, occurred_at, received_at, state, said_no, actor_kind, actor_name) values ('a', 'hubspot', $1, '1', 'contact', '42', 'change', $2, $2, $3, '{email}', 'user', 'Anne')`,
        [key, at, state],
      )
    }
    expect([await run('deliveries'), await run('deliveries')]).toEqual([1, 0])
    expect(
      await query('select dedupe_key, remote_id, actor_name, said_no, digested_at from webhook_deliveries order by id'),
    ).toEqual([
      {
        dedupe_key: createHash('sha256').update('old').digest('hex'),
        remote_id: null,
        actor_name: null,
        said_no: [],
        digested_at: now,
      },
      ...['young', 'waits'].map((dedupe_key) => ({
        dedupe_key,
        remote_id: '42',
        actor_name: 'Anne',
        said_no: ['email'],
        digested_at: null,
      })),
    ])
  })

  it('an upload goes, unless it is being recorded', async () => {
    const { old, young } = just('uploads')
    for (const [name, at, asked, report] of [
      ['old', old, null, null],
      ['young', young, null, null],
      ['recording', old, old, null],
      ['told', old, old, 'sealed'],
    ] as const) {
      await query(
        `insert into objection_files (id, digest, name, size, uploaded_by, created_at, asked_at, report) values ($1, '', $2, 1, 'a', $3, $4, $5)`,
        [randomUUID(), name, at, asked, report],
      )
    }
    expect([await run('uploads', 1), await run('uploads'), await run('uploads')]).toEqual([1, 1, 0])
    expect(await query('select name from objection_files order by name')).toEqual([
      { name: 'recording' },
      { name: 'young' },
    ])
  })

  it('logins and the memory of the removed go at their term (A13, G9)', async () => {
    const userId = randomUUID()
    await query(
      `insert into users (id, email, name, role, language, created_at, new_since) values ($1, 'a@exemple.example.test', 'A', 'dpo', 'fr', $2, $2)`,
      [userId, now],
    )
    const login = just('logins')
    for (const [name, seen, ended] of [
      ['idle', login.old, null],
      ['ended', login.young, login.old],
      ['seen', login.young, null],
    ] as const)
      await query(
        'insert into login_sessions (id_hash, user_id, created_at, seen_at, ended_at, proved_at) values ($1, $2, $3, $4, $5, $3)',
        [Buffer.from(name), userId, login.old, seen, ended],
      )
    const memory = just('memory')
    for (const [name, at] of Object.entries(memory))
      await query(
        'insert into removal_memory (identity_hash, contact_id, removed_at) values ($1, gen_random_uuid(), $2)',
        [Buffer.from(name), at],
      )
    expect([await run('logins'), await run('memory'), await run('logins'), await run('memory')]).toEqual([2, 1, 0, 0])
    expect([
      await query(`select convert_from(id_hash, 'UTF8') as name from login_sessions`),
      await query(`select convert_from(identity_hash, 'UTF8') as name from removal_memory`),
    ]).toEqual([[{ name: 'seen' }], [{ name: 'young' }]])
  })

  it('a verdict is kept while its person is here, and as long as a no', async () => {
    const { old, young } = just('journal')
    const [living, gone, objector] = [await contact(null), await contact(old), await contact(old)]
    await objection(objector)
    const write = (name: string, contactId: string, at: Date, asked: boolean) =>
      query(`insert into decision_journal (contact_id, verdict, rule, at, asked_by) values ($1, 'ALLOW', $2, $3, $4)`, [
        contactId,
        name,
        at,
        asked ? 'key' : null,
      ])
    await write('answered long ago', living, old, true)
    await write('answered', living, young, true)
    await write('changed long ago', living, old, false)
    await write('of somebody removed', gone, old, false)
    await write('of an objector', objector, old, true)
    expect([await run('journal'), await run('journal')]).toEqual([2, 0])
    expect(await query('select rule from decision_journal order by id')).toEqual([
      { rule: 'answered' },
      { rule: 'changed long ago' },
      { rule: 'of an objector' },
    ])
  })

  it('a verdict change that no webhook took goes after 30 days', async () => {
    const { old, young } = just('changes')
    const [hook, about] = [randomUUID(), await contact(null)]
    await query(
      `insert into decision_hooks (id, name, url, secret, created_by, created_at) values ($1, 'a', 'https://a.example.test', 'sealed', 'a', $2)`,
      [hook, now],
    )
    for (const at of [old, young])
      await query(`insert into decision_changes (hook_id, contact_id, at, channels) values ($1, $2, $3, '{}')`, [
        hook,
        about,
        at,
      ])
    expect([await run('changes'), await run('changes')]).toEqual([1, 0])
    expect(await query('select at from decision_changes')).toEqual([{ at: young }])
  })

  it('addresses of a sample go, and what was delivered of people who are not in the base', async () => {
    const [sample, rows] = [just('samples'), just('delivered')]
    const [brokerId, systemId] = [randomUUID(), randomUUID()]
    await query(`insert into brokers (id, created_at, created_by) values ($1, $2, 'a')`, [brokerId, now])
    await query(
      `insert into connections (id, connector, account_id, label, state, created_at) values ($1, 'hubspot', '2', 'HubSpot', 'active', $2)`,
      [systemId, now],
    )
    const [held, stranger] = [await identity(), await identity()]
    const [record] = await query(
      `insert into remote_records (connection_id, object, remote_id, contact_id, created_remote_at, modified_remote_at, relation, content_hash, seen_at, changed_at) values ($1, 'contact', 'held', $2, $3, $3, 'none', '', $3, $3) returning id`,
      [systemId, await contact(null), now],
    )
    await query('insert into record_identities (record_id, identity_hash, position) values ($1, $2, 0)', [
      record?.['id'],
      held,
    ])
    const deliver = async (at: Date) => {
      const id = randomUUID()
      await query(`insert into screenings (id, digest, size, uploaded_by, created_at) values ($1, '', 1, 'a', $2)`, [
        id,
        at,
      ])
      await query(
        `insert into broker_deliveries (id, screening_id, broker_id, broker, obtained_on, recorded_at) values ($1, $1, $2, 'P', $3::timestamptz::date, $3)`,
        [id, brokerId, at],
      )
      for (const [row, hash] of [
        [2, held],
        [3, stranger],
      ] as const)
        await query('insert into broker_delivery_rows (screening_id, row_number, identity_hash) values ($1, $2, $3)', [
          id,
          row,
          hash,
        ])
      return id
    }
    const [old, young] = [await deliver(rows.old), await deliver(rows.young)]
    for (const [id, at] of [
      [old, sample.old],
      [young, sample.young],
    ] as const) {
      await query(
        `insert into broker_samples (id, delivery_id, seed, of_rows, drawn, drawn_by, drawn_at, answer_by) values ($1, $1, '', 2, 1, 'a', $2, $2::timestamptz::date)`,
        [id, at],
      )
      await query(
        `insert into broker_sample_rows (sample_id, place, row_number, identity_hash, address) values ($1, 1, 3, $2, 'sealed')`,
        [id, stranger],
      )
    }
    expect([await run('samples'), await run('samples'), await run('delivered'), await run('delivered')]).toEqual([
      1, 0, 1, 0,
    ])
    expect(await query('select address from broker_sample_rows order by address nulls last')).toEqual([
      { address: 'sealed' },
      { address: null },
    ])
    expect(
      await query('select screening_id, row_number from broker_delivery_rows where screening_id = $1', [old]),
    ).toEqual([{ screening_id: old, row_number: 2 }])
  })

  it('a link works three years after the contact went; scans and opt-outs are counted and stay (F18)', async () => {
    const { old, young } = just('links')
    for (const [name, purgedAt] of [
      ['living', null],
      ['old', old],
      ['young', young],
    ] as const)
      await query(
        `insert into person_links (token_hash, contact_id, identity_hashes, masked, language, created_at) values ($1, $2, '{}', 'a', 'fr', $3)`,
        [Buffer.from(name), await contact(purgedAt), now],
      )
    expect([await run('links'), await run('links')]).toEqual([1, 0])
    expect(
      (await query(`select convert_from(token_hash, 'UTF8') as name from person_links order by 1`)).map(
        (row) => row['name'],
      ),
    ).toEqual(['living', 'young'])
    const no = await objection(null)
    const [scans, objections] = [just('scans'), just('objections')]
    for (const at of Object.values(scans))
      await query(
        `insert into evidence_files (id, digest, media_type, name, size, content, uploaded_by, created_at, objection_id) values ($1, '', 'application/pdf', 'letter', 1, 'sealed', 'a', $2, $3)`,
        [randomUUID(), at, no],
      )
    for (const at of Object.values(objections))
      await query(
        `insert into suppressions (identity_hash, channel, since, objection_id) values ($1, 'email', $2, $3)`,
        [await identity(), at, no],
      )
    expect(
      await keptFigures(database.pool, { scans: keptBefore('scans', now), objections: keptBefore('objections', now) }),
    ).toEqual({ scans: 1, objections: 1 })
  })
})
