import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { backUp } from '../../../src/operations/backup/back-up.ts'
import { answerSamePerson } from '../../../src/operations/removals/same-person/answer-same-person.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { pairsToAnswer } from '../../../src/http/console/removals/same-person/same-person-pages.ts'
import { saveSamePerson } from '../../../src/store/removals/possible-duplicate.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { testSettings } from '../../support/test-settings.ts'
import { until } from '../../support/until.ts'
import { makersOf } from '../removals/odd/odd-makers.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs } from '../removals/removal-steps.ts'
import { putBack, untilJournaled } from './put-back.ts'

/**
 * Two people have one address. The one goes after a backup that knows the other alone: whoever stays is not taken for
 * them when it is put back (docs/reference/promises.md#matching, #journal).
 */
let scene: Scene
const folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-twins-'))
const [file, journalFolder] = [join(folder, 'old.lbb'), join(folder, 'journal')]
/** Answered in the product; and as it was answered before the journal told answers. */
const pairs = ['answered', 'untold', 'one'] as const
const addressOf = (pair: string) => `${pair}@twins.example.test`
/** A couple may share it, too: it tells nobody who shares the address. */
const mobilephone = '+33 6 39 98 64 01'
const stays = new Map<string, string>()
const goes = new Map<string, string>()

const rows = async <T extends object>(text: string, ...values: unknown[]) =>
  (await scene.app.pool.query<T>(text, values)).rows
const contactOf = async (remoteId: string) =>
  (await rows<{ id: string }>('select contact_id as id from remote_records where remote_id = $1', remoteId))[0]?.id ??
  ''
const standing = async (pair: string) => {
  const id = stays.get(pair) ?? ''
  const [held] = await rows<{ purged: boolean; name: string | null }>(
    `select c.purged_at is not null as purged, (select max(r.last_name) from remote_records r where r.contact_id = c.id) as name from contacts c where c.id = $1`,
    id,
  )
  return { ...held, rule: (await contactDecision(scene.app.pool, id))?.rule ?? null }
}

beforeAll(async () => {
  mkdirSync(journalFolder)
  scene = await openScene({ contacts: 0, broker: false, journalFolder, settings: { maxRemovalShare: 1 } })
  const make = makersOf(scene)
  const kept = new Map<string, string>()
  for (const pair of pairs)
    kept.set(
      pair,
      await make.hubspot(addressOf(pair), { lastname: 'Stayanne', ...(pair === 'untold' ? { mobilephone } : {}) }),
    )
  await until('who stays is read', async () => {
    await scene.poll()
    return (await rows('select 1 from remote_records where contact_id is not null')).length === pairs.length
  })
  for (const [pair, remoteId] of kept) stays.set(pair, await contactOf(remoteId))
  await backUp(scene.app, file, parseMasterKey(scene.place.masterKey), 'a test')
  for (const pair of pairs) {
    const mobile = pair === 'untold' ? { MobilePhone: mobilephone } : {}
    const id = await make.contact(addressOf(pair), { LastName: 'Wentworth', ...mobile })
    await until('who goes is read', async () => {
      await scene.poll()
      return (await contactOf(id)) !== ''
    })
    goes.set(pair, await contactOf(id))
    // Something open keeps the one alone.
    await make.object(
      'deals',
      { hs_is_closed: 'false', hs_is_closed_won: 'false', dealstage: 'appointmentscheduled' },
      [kept.get(pair) ?? ''],
    )
  }
  const now = scene.app.clock.now()
  for (const pair of pairs) {
    const two: [string, string] = [stays.get(pair) ?? '', goes.get(pair) ?? '']
    const given = { answer: 'two', reason: 'They share a mailbox at home' } as const
    if (pair === 'answered') await answerSamePerson(scene.app, scene.dpo, two, given)
    else await saveSamePerson(scene.app.pool, two, { ...given, by: scene.dpo.email }, now)
  }
  await scene.advance(37 * 31 * dayMs)
  await scene.poll()
  await scene.run()
  const plan = await approveAndHold(scene)
  await endRestoreWindow(scene)
  await planIs(scene, plan.id, 'done')
  const went = await rows<{ id: string }>('select id from contacts where purged_at is not null')
  expect(new Set(went.map(({ id }) => id))).toEqual(new Set(goes.values()))
  await untilJournaled(scene)
  await putBack(scene, { file, folder, journalFolder })
}, 300_000)
afterAll(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

it('who shares an address with somebody who went keeps what we hold', async () => {
  for (const pair of pairs)
    expect([pair, await standing(pair)]).toMatchObject([pair, { purged: false, name: 'Stayanne' }])
})

it('asks about whom nobody answered, and about nobody else', async () => {
  const asked = await pairsToAnswer({ ...scene, now: scene.app.clock.now(), settings: testSettings }, 20)
  expect(new Set(asked)).toEqual(
    new Set(
      ['untold', 'one'].map((pair) => ({
        contactId: stays.get(pair),
        otherId: goes.get(pair),
        likenesses: ['removed'],
      })),
    ),
  )
})

it('whoever was answered to be another person is not taken for them later', async () => {
  await scene.startWorking()
  await scene.connectSalesforce()
  await until(
    'both were read whole',
    async () => (await scene.app.pool.query('select 1 from connections where restored_at is not null')).rowCount === 0,
  )
  await scene.run()
  expect((await standing('answered')).rule).not.toBe('C13')
  expect((await standing('untold')).rule).toBe('C13')
})

it('whoever turns out to be another person is free, and who is shown again after a removal is not', async () => {
  for (const pair of ['untold', 'one'])
    await answerSamePerson(scene.app, scene.dpo, [stays.get(pair) ?? '', goes.get(pair) ?? ''], {
      answer: pair === 'one' ? 'one' : 'two',
      reason: 'Asked by phone',
    })
  await until('they are judged', async () => (await standing('untold')).rule !== 'C13')
  expect(await standing('untold')).toMatchObject({ purged: false, name: 'Stayanne' })
  expect(await standing('one')).toMatchObject({ purged: false, rule: 'C13' })
})
