import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  connect,
  connectionId,
  contact,
  database,
  identity,
  just,
  now,
  objection,
  openKept,
  query,
  run,
} from './kept-scene.ts'

const leftId = randomUUID()

beforeAll(async () => {
  await openKept()
  await connect()
})
afterAll(() => database.close())

describe('people who are in no system any more', () => {
  it('whoever vanished from every system goes after 90 days, unless something is left to decide; objections stay', async () => {
    const { old, young } = just('vanished')
    const person = async (name: string, gone: readonly (Date | null)[]) => {
      const [id, hash] = [await contact(null), await identity()]
      await query('update identities set value = $2 where hash = $1', [
        hash,
        name.includes('@') ? `${name}.test` : `${name}@example.test`,
      ])
      for (const [place, at] of gone.entries()) {
        const [record] = await query(
          `insert into remote_records (connection_id, object, remote_id, contact_id, first_name, created_remote_at, modified_remote_at, relation, content_hash, seen_at, changed_at, gone_at, gone_reason) values ($1, 'contact', $2, $3, $4, $5, $5, 'none', '', $5, $5, $6, case when $6::timestamptz is null then null else 'deleted' end) returning id`,
          [connectionId, `${name}${place}`, id, name, now, at],
        )
        await query('insert into record_identities (record_id, identity_hash, position) values ($1, $2, 0)', [
          record?.['id'],
          hash,
        ])
      }
      await query(
        `insert into suppressions (identity_hash, channel, since, objection_id) values ($1, 'email', $2, $3)`,
        [hash, now, await objection(id)],
      )
      return id
    }
    await person('gone', [old, old])
    await person('lately', [young])
    await person('half', [old, null])
    await person('half-lately', [old, young])
    await person('kept@dispute', [old])
    const [asks, planned] = [await person('asks', [old]), await person('planned', [old])]
    await query(
      `insert into legal_holds (id, kind, name, reason, author, created_at) values ($1, 'domain', 'dispute.test', 'x', 'a', $2)`,
      [randomUUID(), now],
    )
    await query(
      `insert into reviews (id, kind, contact_id, facts, opened_at, meanwhile_blocked) values ($1, 'access-request', $2, '{}', $3, false)`,
      [randomUUID(), asks, now],
    )
    const plan = randomUUID()
    await query(
      `insert into removal_plans (id, number, kind, state, author, base_count, candidate_count, guards, digest, created_at, expires_at) values ($1, 'RP-1', 'silent', 'held', 'a', 1, 1, '[]', '', $2, $2)`,
      [plan, now],
    )
    await query(
      `insert into removal_items (plan_id, contact_id, state, term_on, updated_at) values ($1, $2, 'held', $3::timestamptz::date, $3::timestamptz)`,
      [plan, planned, now],
    )
    const before = await query('select count(*)::int as n from suppressions')
    expect([await run('vanished'), await run('vanished')]).toEqual([1, 0])
    expect(
      (
        await query(
          `select distinct coalesce(first_name, remote_id) as name from remote_records where remote_id ~ '^(gone|lately|half|half-lately|kept@dispute|asks|planned)[01]$' order by 1`,
        )
      ).map(({ name }) => name),
    ).toEqual(['asks', 'gone0', 'gone1', 'half', 'half-lately', 'kept@dispute', 'lately', 'planned'])
    expect(await query(`select gone_at, gone_reason from remote_records where remote_id = 'gone0'`)).toEqual([
      { gone_at: old, gone_reason: 'deleted' },
    ])
    expect(
      (await query(`select value from identities where value ~ '^(gone|lately)@'`)).map(({ value }) => value),
    ).toEqual(['lately@example.test'])
    expect(await query('select count(*)::int as n from suppressions')).toEqual(before)
    expect(await query(`select act, details from audit_events where act = 'purged'`)).toEqual([
      { act: 'purged', details: { reason: 'vanished from every system' } },
    ])
  })

  it('whoever vanished stays while an objection of theirs, or of their address, is on its way: it could not be carried without the address', async () => {
    const { old } = just('vanished')
    await query(
      `insert into connections (id, connector, label, account_id, state, created_at) values ($1, 'crm', 'CRM', 'kept', 'active', $2), ($3, 'crm', 'Left', 'kept-left', 'disconnected', $2) on conflict do nothing`,
      [connectionId, now, leftId],
    )
    const person = async (
      name: string,
      state: string,
      { own = true, settled = false, at = connectionId, sent = now } = {},
    ) => {
      const [id, hash] = [await contact(null), await identity()]
      await query('update identities set value = $2 where hash = $1', [hash, `${name}@example.test`])
      const [record] = await query(
        `insert into remote_records (connection_id, object, remote_id, contact_id, created_remote_at, modified_remote_at, relation, content_hash, seen_at, changed_at, gone_at, gone_reason) values ($1, 'contact', $2, $3, $4, $4, 'none', '', $4, $4, $4, 'deleted') returning id`,
        [connectionId, name, id, old],
      )
      await query('insert into record_identities (record_id, identity_hash, position) values ($1, $2, 0)', [
        record?.['id'],
        hash,
      ])
      const no = await objection(own ? id : null)
      await query('insert into objection_identities (objection_id, identity_hash) values ($1, $2)', [no, hash])
      await query(
        `insert into propagations (id, objection_id, connection_id, state, lane, created_at, settled_at, settled_by, settled_note) values ($1, $2, $3, $4, 'objection', $5, $6, $7, $7)`,
        [randomUUID(), no, at, state, sent, settled ? now : null, settled ? 'a' : null],
      )
    }
    for (const state of ['queued', 'sending', 'written', 'waiting', 'refused', 'accepted'])
      await person(`on-its-way-${state}`, state)
    await person('on-its-way-by-address', 'waiting', { own: false })
    await person('carried-applied', 'applied')
    await person('carried-absent', 'absent')
    await person('carried-settled', 'refused', { settled: true })
    await person('carried-long-ago', 'accepted', { sent: old })
    await person('carried-left', 'waiting', { at: leftId })
    await run('vanished')
    expect(
      (await query(`select value from identities where value ~ '^(on-its-way|carried)' order by 1`)).map(
        ({ value }) => value,
      ),
    ).toEqual(
      ['accepted', 'by-address', 'queued', 'refused', 'sending', 'waiting', 'written'].map(
        (name) => `on-its-way-${name}@example.test`,
      ),
    )
  })

  it('whoever comes back while the night takes the vanished away stays', async () => {
    const { old } = just('vanished')
    const [id, hash] = [await contact(null), await identity()]
    await query(`update identities set value = 'back@example.test' where hash = $1`, [hash])
    const [record] = await query(
      `insert into remote_records (connection_id, object, remote_id, contact_id, first_name, created_remote_at, modified_remote_at, relation, content_hash, seen_at, changed_at, gone_at, gone_reason) values ($1, 'contact', 'back', $2, 'Anne', $3, $3, 'none', '', $3, $3, $3, 'deleted') returning id`,
      [connectionId, id, old],
    )
    await query('insert into record_identities (record_id, identity_hash, position) values ($1, $2, 0)', [
      record?.['id'],
      hash,
    ])
    const page = await database.pool.connect()
    await page.query('begin')
    await page.query('update remote_records set gone_at = null, gone_reason = null where id = $1', [record?.['id']])
    const night = run('vanished')
    for (let waits = 0; waits === 0; )
      waits = Number(
        (
          await query(
            `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          )
        )[0]?.['n'],
      )
    await page.query('commit')
    page.release()
    await night
    expect(await query(`select first_name, gone_at from remote_records where remote_id = 'back'`)).toEqual([
      { first_name: 'Anne', gone_at: null },
    ])
  })

  it('acts in other tools go at their term, but not of who is in a system', async () => {
    const { old, young } = just('acts')
    const [stranger, known] = [await identity(), await identity()]
    const [record] = await query(
      `insert into remote_records (connection_id, object, remote_id, created_remote_at, modified_remote_at, relation, content_hash, seen_at, changed_at) values ($1, 'contact', 'acts', $2, $2, 'none', '', $2, $2) returning id`,
      [connectionId, now],
    )
    await query('insert into record_identities (record_id, identity_hash, position) values ($1, $2, 0)', [
      record?.['id'],
      known,
    ])
    for (const hash of [stranger, known])
      for (const at of [old, young])
        await query(
          `insert into tool_acts (identity_hash, tool, kind, at, brought_at) values ($1, 'brevo', 'click', $2, $3)`,
          [hash, at, now],
        )
    expect([await run('acts'), await run('acts')]).toEqual([1, 0])
    expect(
      await query('select identity_hash as hash, at from tool_acts order by identity_hash = $1, at', [known]),
    ).toEqual([
      { hash: stranger, at: young },
      { hash: known, at: old },
      { hash: known, at: young },
    ])
  })
})
