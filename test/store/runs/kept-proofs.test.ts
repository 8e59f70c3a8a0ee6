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

beforeAll(async () => {
  await openKept()
  await connect()
})
afterAll(() => database.close())

describe('proofs that are kept only for a time', () => {
  it('a consent is proved while it is relied on and three years more', async () => {
    const { old, young } = just('consents')
    await query(
      'insert into questionnaires (id, slug, connection_id, open, created_at) values ($1, $2, $3, true, $4)',
      [connectionId, 'stand', connectionId, now],
    )
    await query(
      `insert into questionnaire_versions (id, questionnaire_id, number, form, content, hash, author, created_at) values ($1, $1, 1, '{}', '{"event":"Stand"}', '', 'a', $2)`,
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
})

it('takes no questionnaire without the name of its event: the source of whoever answers has none', async () => {
  await query(
    'insert into questionnaires (id, slug, connection_id, open, created_at) values (gen_random_uuid(), $1, $2, true, $3)',
    ['nameless', connectionId, now],
  )
  await expect(
    query(
      `insert into questionnaire_versions (id, questionnaire_id, number, form, content, hash, author, created_at) select gen_random_uuid(), id, 1, '{}', '{}', '', 'a', $1 from questionnaires where slug = 'nameless'`,
      [now],
    ),
  ).rejects.toThrow('questionnaire_versions_event')
})
