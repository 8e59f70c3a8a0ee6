import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepVendorIds } from '../../../src/operations/brokers/feeds/keep-vendor-ids.ts'
import { connectByForm } from '../../../src/operations/connections/connect-by-form.ts'
import { accessPack } from '../../../src/operations/evidence/access-pack.ts'
import { besidesLines } from '../../../src/http/documents/records/besides-lines.ts'
import { accessPackPdf } from '../../../src/http/documents/access-pack-pdf.ts'
import { wordsIn } from '../../../src/http/documents/paper/paper-words.ts'
import { saveAnswers } from '../../../src/store/brokers/feeds/vendor-answers.ts'
import { insertHold } from '../../../src/store/objections/holds.ts'
import { rememberRemovals } from '../../../src/store/removals/removal-memory.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { holderOf } from '../contacts/address-steps.ts'

// The answer to a request for access holds what is kept beside the records, too (docs/reference/law.md#h4).
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 30, broker: false })
})
afterAll(() => scene.close())

it('tells what vendors call the person and said of them, holds, refusals of servers, and a removal', async () => {
  const { app, admin } = scene
  const now = app.clock.now()
  const [person, other] = [scene.somebody(({ where }) => where === 'both'), scene.somebody(({ role }) => !role)]
  const contactId = (await holderOf(scene, person.email)) ?? ''
  const hash = app.keys.hashEmail(person.email)
  const vendor = await connectByForm(app, admin, 'opt-out-list', 'Apollo', {})
  await keepVendorIds(app, admin, vendor, [
    { vendorId: 'A-17', email: person.email },
    { vendorId: 'A-18', email: other.email },
  ])
  await saveAnswers(app.pool, vendor, [{ id: '1', is: 'sold', said: 'FULL_MATCH', hash } as never], now)
  const hold = { id: randomUUID(), contactId, reason: 'pause', until: '2027-02-01', actor: 'the person', evidence: {} }
  await insertHold(app.pool, hold, now)
  await app.pool.query(
    `insert into mail_stops (identity_hash, connection_id, status, since) values ($1, $2, '5.1.1', $3)`,
    [hash, vendor, now],
  )
  const pack = await accessPack(app, { contactId }, 'a test')
  expect(pack?.besides).toEqual({
    vendorIds: [{ vendor: 'Apollo', id: 'A-17', keptAt: expect.any(Date), objectedAt: null }],
    vendorAnswers: [{ vendor: 'Apollo', answer: 'sold', said: 'FULL_MATCH', since: now, askedAt: now }],
    holds: [{ reason: 'pause', since: now, until: '2027-02-01', endedAt: null, system: null }],
    mailStops: [{ mailbox: 'Apollo', status: '5.1.1', since: now }],
    removals: [],
  })
  expect(pack?.recipients.filter(({ what }) => what === 'looked-up').map(({ recipient }) => recipient)).toEqual([
    'Apollo',
  ])
  if (pack === null) return
  const lines = besidesLines(wordsIn('en', 'Europe/Paris'), pack)
  expect(lines.map((line) => line.replaceAll(/\d+ \w+ \d{4}/gu, 'DAY'))).toEqual([
    'Apollo calls you A-17: kept since DAY, from a purchase',
    'Apollo: Still held by it (“FULL_MATCH”) since DAY, last asked on DAY',
    'On hold since DAY, until DAY: the person asked for a pause',
    'A server permanently refused mail to your address on DAY (5.1.1); the answer came to Apollo.',
  ])
  expect((await accessPackPdf(pack, 'fr', 'Europe/Paris')).length).toBeGreaterThan(1_000)
  await rememberRemovals(app.pool, [{ contactId: randomUUID(), hash: app.keys.hashEmail('went@example.test') }], now)
  const went = await accessPack(app, { email: 'went@example.test' }, 'a test')
  expect(went?.besides.removals).toEqual([{ removedAt: now }])
})
