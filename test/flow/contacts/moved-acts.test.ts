import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadOwnActs } from '../../../src/store/decisions/facts.ts'
import { insertMailboxMessage } from '../../../src/store/mailbox/mailbox.ts'
import { insertQuestionnaireAnswer } from '../../../src/store/consents/questionnaires.ts'
import { insertToolActs } from '../../../src/store/inactivity/tool-acts.ts'
import { holderOf, move, onlyAt, succeed } from './address-steps.ts'
import { dayMs } from '../removals/removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/**
 * Nobody passes for silent because a CRM gave them a new address (docs/reference/promises.md#i5, #i6;
 * docs/decisions/0024).
 */
let scene: Scene
const hashOf = (email: string) => scene.app.keys.hashEmail(email)

describe('what somebody does', () => {
  beforeAll(async () => {
    scene = await openScene({ granted: false, broker: false })
    const at = scene.app.clock.now()
    await scene.app.pool.query(
      'insert into questionnaires (id, slug, connection_id, open, created_at) values ($1, $2, $1, true, $3)',
      [scene.hubspotId, 'stand', at],
    )
    await scene.app.pool.query(
      `insert into questionnaire_versions (id, questionnaire_id, number, form, content, hash, author, created_at) values ($1, $1, 1, '{}', '{"event":"Stand"}', '', 'a', $2)`,
      [scene.hubspotId, at],
    )
  })
  afterAll(() => scene.close())

  const latest = async (email: string) =>
    (await loadOwnActs(scene.app.pool, [(await holderOf(scene, email)) ?? ''], scene.app.clock.now())).map(
      ({ kind, at }) => ({ kind, at }),
    )
  const daysAgo = (days: number) => new Date(scene.app.clock.now().getTime() - days * dayMs)
  const reply = (email: string, receivedAt: Date) =>
    insertMailboxMessage(
      scene.app.pool,
      {
        id: randomUUID(),
        connectionId: scene.hubspotId,
        dedupeKey: randomUUID(),
        receivedAt,
        verdicts: ['neutral'],
        rules: [],
        confidence: 1,
        fault: null,
        sealed: 'x',
        keepUntil: receivedAt,
        actedHash: hashOf(email),
      },
      scene.app.clock.now(),
    )
  const click = (email: string, at: Date) =>
    insertToolActs(scene.app.pool, 'Brevo', [{ hash: hashOf(email), kind: 'click', at }], scene.app.clock.now())
  /** A contact without a record: what is told of it is known by the address alone. */
  const nobody = async () => {
    const id = randomUUID()
    await scene.app.pool.query('insert into contacts (id, created_at) values ($1, $2)', [id, scene.app.clock.now()])
    return id
  }
  const answer = async (email: string, givenAt: Date) =>
    insertQuestionnaireAnswer(
      scene.app.pool,
      {
        id: randomUUID(),
        versionId: scene.hubspotId,
        language: 'fr',
        contactId: await nobody(),
        identityHash: hashOf(email),
        givenAt,
        country: null,
      },
      scene.app.clock.now(),
    )
  const lift = async (email: string, at: Date) => {
    await scene.app.pool.query(
      `insert into lifts (id, contact_id, identity_hash, scope, evidence, lifted_at) values ($1, $2, $3, '[]', '{}', $4)`,
      [randomUUID(), await nobody(), hashOf(email), at],
    )
  }

  const everyAct = [
    { kind: 'reply', act: reply },
    { kind: 'click', act: click },
    { kind: 'form', act: answer },
    { kind: 'act', act: lift },
  ]
  /** Somebody for each kind of act, who did it and was given a new address. */
  const moved = async (before: Date) => {
    const people = everyAct.map(({ kind, act }) => ({ kind, act, old: onlyAt(scene, 'hubspot') }))
    for (const { act, old } of people) await act(old.email, before)
    const found = []
    for (const person of people) found.push({ ...person, old: person.old.email, email: await move(scene, person.old) })
    return found
  }
  const each = (people: readonly { kind: string }[], at: Date) => people.map(({ kind }) => [{ kind, at }])

  it('under the old address counts, before and after it left', async () => {
    const before = daysAgo(20)
    const people = await moved(before)
    const seen = () => Promise.all(people.map(({ email }) => latest(email)))
    expect(await seen()).toEqual(each(people, before))
    // A run looks again at what happened ten minutes before the last one, and at nobody else.
    await scene.advance(20 * 60_000)
    await scene.run()
    await scene.advance(20 * 60_000)
    const after = daysAgo(0)
    for (const { act, old } of people) await act(old, after)
    expect(await seen()).toEqual(each(people, after))
    await scene.run()
    const decided = people.map(
      async ({ email }) =>
        (
          await scene.app.pool.query(
            'select last_act_kind as kind, last_act_at as at from decisions where contact_id = $1',
            [await holderOf(scene, email)],
          )
        ).rows,
    )
    expect(await Promise.all(decided)).toEqual(each(people, after))
  })

  it('under an address that somebody else holds since is theirs', async () => {
    const before = daysAgo(30)
    const people = await moved(before)
    for (const { old } of people) await succeed(scene, old)
    await scene.advance(dayMs)
    const after = daysAgo(0)
    for (const { act, old } of people) await act(old, after)
    expect([
      await Promise.all(people.map(({ email }) => latest(email))),
      await Promise.all(people.map(({ old }) => latest(old))),
    ]).toEqual([each(people, before), each(people, after)])
  })
})
