import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keptBefore } from '../../../src/domain/runs/kept.ts'
import { keptRows, type KeptId } from '../../../src/domain/runs/tables/kept.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { forgetting, keptFigures } from '../../../src/store/runs/kept.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

const now = new Date('2026-11-25T10:00:00Z')
const [connectionId, leftId] = [randomUUID(), randomUUID()]

/** One row on each side of its term, and what must stay whatever its age. */
describe('what is kept only for a time', () => {
  let database: TestDatabase
  const query = async (text: string, values: unknown[] = []) =>
    (await database.pool.query<Record<string, unknown>>(text, values)).rows
  const run = (id: KeptId, limit = 100) =>
    inTransaction(database.pool, async (sql) => forgetting[id]?.(sql, keptBefore(id, now), limit, now))
  const just = (id: KeptId) => {
    const at = keptBefore(id, now)
    return { old: new Date(at.getTime() - 1), young: at }
  }
  const contact = async (purgedAt: Date | null) => {
    const id = randomUUID()
    await query('insert into contacts (id, created_at, purged_at) values ($1, $2, $3)', [id, now, purgedAt])
    return id
  }
  const identity = async () => {
    const hash = createHash('sha256').update(randomUUID()).digest()
    await query(`insert into identities (hash, kind, created_at) values ($1, 'email', $2)`, [hash, now])
    return hash
  }
  const objection = async (contactId: string | null) => {
    const id = randomUUID()
    await query(
      `insert into objections (id, number, contact_id, channels, received_at, recorded_at, door, lane, reason, actor) values ($1, $2, $3, '{email}', $4, $4, 'cli', 'objection', 'objection', 'a test')`,
      [id, `R-${id.slice(0, 8)}`, contactId, now],
    )
    return id
  }

  beforeAll(async () => {
    database = await openDatabase('migrated')
  })
  afterAll(() => database.close())

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
        'insert into login_sessions (id_hash, user_id, created_at, seen_at, ended_at) values ($1, $2, $3, $4, $5)',
        [Buffer.from(name), userId, login.old, seen, ended],
      )
    const memory = just('memory')
    for (const [name, at] of Object.entries(memory))
      await query('insert into removal_memory (identity_hash, removed_at) values ($1, $2)', [Buffer.from(name), at])
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

  it('a consent is proved while it is relied on and three years more', async () => {
    const { old, young } = just('consents')
    await query(
      `insert into connections (id, connector, account_id, label, state, created_at) values ($1, 'hubspot', '1', 'HubSpot', 'active', $2)`,
      [connectionId, now],
    )
    await query(
      'insert into questionnaires (id, slug, connection_id, open, created_at) values ($1, $2, $3, true, $4)',
      [connectionId, 'stand', connectionId, now],
    )
    await query(
      `insert into questionnaire_versions (id, questionnaire_id, number, form, content, hash, author, created_at) values ($1, $1, 1, '{}', '{}', '', 'a', $2)`,
      [connectionId, now],
    )
    const answer = async (name: string, contactId: string, withdrawnAt: Date | null, live: boolean) => {
      const [id, hash] = [randomUUID(), await identity()]
      await query(
        `insert into questionnaire_answers (id, version_id, language, contact_id, identity_hash, given_at, recorded_at) values ($1, $2, 'fr', $3, $4, $5, $5)`,
        [id, connectionId, contactId, hash, old],
      )
      await query(
        `insert into evidence_files (id, digest, media_type, name, size, content, uploaded_by, created_at, answer_id) values ($1, '', 'text/plain', $2, 1, 'sealed', 'a', $3, $1)`,
        [id, name, old],
      )
      await query(
        `insert into consents (id, answer_id, identity_hash, channels, purposes, controller, text, version_id, act, evidence_id, given_at, recorded_at, must_confirm, after_no) values ($1, $1, $2, '{email}', '{prospecting}', 'x', 'y', $3, 'tick', $1, $4, $4, false, false)`,
        [id, hash, connectionId, old],
      )
      if (withdrawnAt !== null)
        await query(
          'insert into consent_withdrawals (consent_id, objection_id, withdrawn_at, recorded_at) values ($1, $2, $3, $3)',
          [id, await objection(null), withdrawnAt],
        )
      if (live)
        await query(
          `insert into remote_records (connection_id, object, remote_id, contact_id, created_remote_at, modified_remote_at, relation, content_hash, seen_at, changed_at) values ($1, 'contact', $2, $3, $4, $4, 'none', '', $4, $4)`,
          [connectionId, id, contactId, now],
        )
    }
    await answer('relied on', await contact(null), null, false)
    await answer('withdrawn, still in a CRM', await contact(null), old, true)
    await answer('withdrawn lately', await contact(null), young, false)
    await answer('removed lately', await contact(young), null, false)
    await answer('withdrawn long ago', await contact(null), old, false)
    await answer('removed long ago', await contact(old), null, false)
    expect([await run('consents'), await run('consents')]).toEqual([2, 0])
    expect(
      (await query('select name from evidence_files where answer_id is not null order by name')).map(
        (row) => row['name'],
      ),
    ).toEqual(['relied on', 'removed lately', 'withdrawn lately', 'withdrawn, still in a CRM'])
    expect(await query('select count(*)::int as n from consents')).toEqual([{ n: 4 }])
  })

  it('what shows a source goes three years after its last addition, once no contact has it', async () => {
    const { old, young } = just('dossiers')
    const dossier = async (name: string, made: Date, written: Date) => {
      const id = randomUUID()
      await query(`insert into source_dossiers (id, kind, name, created_at) values ($1, 'C4', $2, $3)`, [
        id,
        name,
        made,
      ])
      await query(
        `insert into source_dossier_versions (dossier_id, number, fields, author, created_at) values ($1, 1, '{}', 'a', $2)`,
        [id, written],
      )
      await query(
        `insert into evidence_files (id, digest, media_type, name, size, content, uploaded_by, created_at, source_dossier_id) values ($1, '', 'application/pdf', $2, 1, 'sealed', 'a', $3, $4)`,
        [randomUUID(), name, made, id],
      )
    }
    for (const [name, written] of [
      ['old', old],
      ['lately', young],
      ['Relied On', old],
      ['declared', old],
    ] as const)
      await dossier(name, old, written)
    await query(
      `insert into attestations (id, covers_before, kind, name, notice_shown, statement, author, created_at) values ($1, $2::timestamptz, 'C4', 'Declared', true, 'x', 'a', $2::timestamptz)`,
      [randomUUID(), now],
    )
    const held = await contact(null)
    await query(
      `insert into remote_records (connection_id, object, remote_id, contact_id, created_remote_at, modified_remote_at, relation, content_hash, seen_at, changed_at) values ($1, 'contact', 'dossier', $2, $3::timestamptz, $3::timestamptz, 'none', '', $3::timestamptz, $3::timestamptz)`,
      [connectionId, held, now],
    )
    await query(
      `insert into sources (contact_id, kind, name, obtained_on, assumed, created_at) values ($1, 'C4', 'relied on', $2::timestamptz, false, $2::timestamptz)`,
      [held, now],
    )
    expect([await run('dossiers'), await run('dossiers')]).toEqual([1, 0])
    expect([
      await query('select name from source_dossiers order by name collate "C"'),
      await query('select name from evidence_files where source_dossier_id is not null order by name collate "C"'),
    ]).toEqual([0, 1].map(() => ['Relied On', 'declared', 'lately'].map((name) => ({ name }))))
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

  it('a link works three years after the contact went; scans and noes are counted and stay (F18)', async () => {
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
    const [scans, noes] = [just('scans'), just('noes')]
    for (const at of Object.values(scans))
      await query(
        `insert into evidence_files (id, digest, media_type, name, size, content, uploaded_by, created_at, objection_id) values ($1, '', 'application/pdf', 'letter', 1, 'sealed', 'a', $2, $3)`,
        [randomUUID(), at, no],
      )
    for (const at of Object.values(noes))
      await query(
        `insert into suppressions (identity_hash, channel, since, objection_id) values ($1, 'email', $2, $3)`,
        [await identity(), at, no],
      )
    expect(
      await keptFigures(database.pool, { scans: keptBefore('scans', now), noes: keptBefore('noes', now) }),
    ).toEqual({ scans: 1, noes: 1 })
  })

  it('the question before a term goes with the contact, after what proves the yes to it', async () => {
    const { old, young } = just('links')
    await query(`insert into shown_texts (hash, language, body, first_shown_at) values ('text', 'fr', '{}', $1)`, [now])
    for (const purgedAt of [null, old, young]) {
      const [id, evidenceId, hash] = [randomUUID(), randomUUID(), await identity()]
      await query(
        `insert into repermission_asks (id, contact_id, identity_hash, language, term_on, way, state, created_at, asked_at) values ($1, $2, $3, 'fr', '2020-01-01', 'mail', 'asked', $4, $4)`,
        [id, await contact(purgedAt), hash, old],
      )
      await query(
        `insert into evidence_files (id, digest, media_type, name, size, content, uploaded_by, created_at, ask_id) values ($1, '', 'application/json', 'a', 1, 'x', 'a', $2, $3)`,
        [evidenceId, old, id],
      )
      await query(
        `insert into consents (id, ask_id, identity_hash, channels, purposes, controller, text, text_hash, act, evidence_id, given_at, recorded_at, must_confirm, after_no) values ($1, $2, $3, '{email}', '{prospecting}', 'A', 'oui', 'text', 'button', $4, $5, $5, false, false)`,
        [randomUUID(), id, hash, evidenceId, old],
      )
    }
    expect([
      await run('links'),
      await run('consents'),
      await run('consents'),
      await run('links'),
      await run('links'),
    ]).toEqual([0, 1, 0, 1, 0])
    expect(
      await query(
        'select (select count(*)::int from repermission_asks) as asks, (select count(*)::int from consents where ask_id is not null) as consents, (select count(*)::int from evidence_files where ask_id is not null) as files',
      ),
    ).toEqual([{ asks: 2, consents: 2, files: 2 }])
  })

  it('whoever vanished from every system goes after 90 days, unless something is left to decide; noes stay', async () => {
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

  it('whoever vanished stays while a no of theirs, or of their address, is on its way: it could not be carried without the address', async () => {
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
