import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays, dayOf } from '../../../src/domain/app/day.ts'
import { decideAgain } from '../../../src/operations/decisions/decide-later.ts'
import { openErasure } from '../../../src/operations/removals/erasure/open-erasure.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { insertReview } from '../../../src/store/mailbox/reviews.ts'
import { findErasure } from '../../../src/store/removals/erasure-requests.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import type { SeedPerson } from '../../support/seed-people.ts'
import { until } from '../../support/until.ts'
import { holderOf, move } from './address-steps.ts'

/**
 * What somebody asked for and waits is about all of them, when a system gives them a new address or two records become
 * one meanwhile (docs/reference/law.md#f4, #f21).
 */
let scene: Scene
const hourMs = 3_600_000

describe('somebody of whom something waits', () => {
  beforeEach(async () => {
    scene = await openScene({ broker: false, contacts: 120, settings: { erasureCoolingHours: 24 } })
    await scene.run()
  })
  afterEach(() => scene.close())

  const inBoth = () =>
    scene.somebody(
      (one: SeedPerson) =>
        one.where === 'both' &&
        one.optOut === 'none' &&
        !one.role &&
        one.otherLast === null &&
        one.duplicate === 'none' &&
        !one.alsoLead &&
        one.life === 'recent',
    )
  const rulesOf = async (ids: readonly string[]) => {
    await decideAgain(scene.app, ids.slice(0, 1))
    return Promise.all(ids.map(async (id) => (await contactDecision(scene.app.pool, id))?.rule))
  }
  const erase = (contactId: string) => {
    const today = dayOf(scene.app.clock.now())
    return openErasure(
      scene.app,
      {
        contactId,
        reviewId: null,
        decision: {
          door: 'post',
          receivedOn: today,
          dueOn: addDays(today, 30),
          kept: null,
          identity: { how: 'own-address', words: '' },
        },
      },
      scene.dpo,
    )
  }
  const gone = async (person: SeedPerson) => [
    (await scene.contact(person.hubspotIds[0] ?? ''))['id'] === undefined,
    (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['Id'] === undefined,
  ]

  it('is written to by neither address while a wish to be erased waits to be read', async () => {
    const person = inBoth()
    const whole = (await holderOf(scene, person.email)) ?? ''
    await insertReview(
      scene.app.pool,
      {
        id: randomUUID(),
        kind: 'erasure-request',
        contactId: whole,
        objectionId: null,
        connectionId: null,
        messageId: null,
        facts: {},
        dueOn: null,
        meanwhileBlocked: false,
      },
      scene.app.clock.now(),
    )
    const before = await rulesOf([whole])
    const moved = await move(scene, person)
    const parts = [(await holderOf(scene, moved)) ?? '', (await holderOf(scene, person.email)) ?? '']
    expect([new Set(parts).size, await rulesOf(parts)]).toEqual([2, [before[0], before[0]]])
  })

  it('is erased as a whole when a system gives one record a new address before it begins', async () => {
    const person = inBoth()
    const id = await erase((await holderOf(scene, person.email)) ?? '')
    const moved = await move(scene, person)
    const parts = [(await holderOf(scene, moved)) ?? '', (await holderOf(scene, person.email)) ?? '']
    expect(new Set(parts).size).toBe(2)
    await scene.advance(25 * hourMs)
    await scene.poll()
    await until('the request is carried out', async () => {
      await scene.advance(60_000)
      return (await findErasure(scene.app.pool, id))?.planState === 'done'
    })
    expect(await gone(person)).toEqual([true, true])
  })

  it('goes on waiting as who their record is merged into, and is erased there', async () => {
    const create = async (name: string) =>
      String(
        (
          await scene.act('hubspot', 'create-contact', {
            properties: { email: `${name}@waiting.example.test`, firstname: 'Mia', lastname: 'Wartend' },
          })
        )['id'],
      )
    const contactOf = async (remoteId: string) =>
      (
        await scene.app.pool.query<{ id: string | null }>(
          'select contact_id as id from remote_records where remote_id = $1 and gone_at is null',
          [remoteId],
        )
      ).rows[0]?.id ?? ''
    const read = async (remoteId: string) => {
      await until('they are read', async () => {
        await scene.poll()
        return (await contactOf(remoteId)) !== ''
      })
      return contactOf(remoteId)
    }
    const kept = await create('kept')
    const whole = await read(kept)
    const asked = await create('asked')
    const former = await read(asked)
    const id = await erase(former)
    const { id: merged } = (await scene.act('hubspot', 'merge', { primaryId: kept, mergeId: asked })) as { id?: string }
    await until('they are one', async () => {
      await scene.poll()
      const { rows } = await scene.app.pool.query<{ into: string | null }>(
        'select merged_into as into from contacts where id = $1',
        [former],
      )
      return rows[0]?.into === whole
    })
    // What they asked for is an objection of theirs, too.
    expect(['F1', 'F21']).toContain((await rulesOf([whole]))[0])
    await scene.advance(25 * hourMs)
    await scene.poll()
    const request = await until('the request is carried out', async () => {
      await scene.advance(60_000)
      const now = await findErasure(scene.app.pool, id)
      return now?.planState === 'done' && now
    })
    const there = (await scene.contact(merged ?? kept))['id'] !== undefined
    expect({ there, refused: request.refused, of: request.contactId }).toEqual({ there: false, refused: 0, of: whole })
  })
})
