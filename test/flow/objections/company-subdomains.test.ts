import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerReview } from '../../../src/operations/mailbox/answer-review.ts'
import { coverSubdomains } from '../../../src/operations/objections/reach/domain-orders.ts'
import { openAnswers } from '../../../src/operations/decisions/answer-decisions.ts'
import { standingOrders } from '../../../src/store/objections/domain-orders.ts'
import { insertReview } from '../../../src/store/mailbox/reviews.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { holderOf } from '../contacts/address-steps.ts'

/** A company that opted out covers the domains below its own, unless a DPO leaves them out (F2). */
let scene: Scene
const company = 'acme-groupe.example.test'
beforeAll(async () => {
  scene = await openScene({ contacts: 20, broker: false })
  for (const email of [`a.one@${company}`, `b.two@fr.${company}`, `c.three@be.${company}`, `d.four@not${company}`])
    await appears(email)
})
afterAll(() => scene.close())

async function appears(email: string): Promise<string> {
  await scene.act('hubspot', 'create-contact', { properties: { email, lastname: email.split('@')[0] } })
  return until('the person is known', async () => {
    await scene.poll()
    return (await holderOf(scene, email)) ?? false
  })
}
const isStopped = async (email: string) =>
  (
    await scene.app.pool.query('select 1 from suppressions where identity_hash = $1 limit 1', [
      scene.app.keys.hashEmail(email),
    ])
  ).rowCount === 1
const stopped = async (...emails: string[]) => Promise.all(emails.map(isStopped))
const verdictOf = async (email: string) =>
  (
    await openAnswers(scene.app).answer([
      {
        email,
        phone: null,
        ask: { purpose: 'prospecting', channel: 'email', offer: null, related: null, kind: null, pixel: false },
        contact: null,
        askedBy: 'a test',
      },
    ])
  )[0]?.rule

async function asked(domain: string, id: string): Promise<string> {
  const question = { contactId: null, objectionId: null, connectionId: null, messageId: null, dueOn: null }
  await insertReview(
    scene.app.pool,
    { id, kind: 'employer-no', ...question, facts: { domain }, meanwhileBlocked: false },
    scene.app.clock.now(),
  )
  return id
}

it('says which sub-domains there are before it is accepted, and covers who is there and who comes later', async () => {
  const id = await asked(company, '5f0c1f36-9f5e-4c39-9c5e-0a5f0c1f3601')
  const pages = await consoleOf(scene, scene.dpo)
  const page = await pages.get(`/reviews/${id}`)
  expect([`fr.${company} (1 person)`, `be.${company} (1 person)`].map((text) => page.includes(text))).toEqual([
    true,
    true,
  ])
  await answerReview(scene.app, id, 'block-domain', scene.dpo)
  expect(
    await stopped(`a.one@${company}`, `b.two@fr.${company}`, `c.three@be.${company}`, `d.four@not${company}`),
  ).toEqual([true, true, true, false])
  await appears(`e.five@de.${company}`)
  expect(await stopped(`e.five@de.${company}`)).toEqual([true])
  // Nobody knows them yet, and they may not be written to.
  const [below, beside] = [await verdictOf(`nobody@uk.${company}`), await verdictOf(`nobody@other${company}`)]
  expect(below).not.toEqual(beside)
  const companies = await pages.get('/objections/companies')
  expect([companies.includes('Sub-domains covered'), companies.includes(`de.${company} (1 person)`)]).toEqual([
    true,
    true,
  ])
  await pages.close()
})

it('lets a DPO leave them out, and cover them again', async () => {
  const [order] = await standingOrders(scene.app.pool)
  await coverSubdomains(scene.app, scene.dpo, order?.id ?? '', false)
  await appears(`f.six@it.${company}`)
  expect(await stopped(`f.six@it.${company}`, `b.two@fr.${company}`)).toEqual([false, true])
  await coverSubdomains(scene.app, scene.dpo, order?.id ?? '', true)
  expect(await stopped(`f.six@it.${company}`)).toEqual([true])
  await expect(coverSubdomains(scene.app, scene.dpo, order?.id ?? '', true)).rejects.toMatchObject({ code: 'unknown' })
})

it.each(['co.uk', 'orange.fr', 'onmicrosoft.com', 'notaires.fr', 'eu.com'])(
  'never takes %s for a company',
  async (domain) => {
    const id = await asked(domain, crypto.randomUUID())
    await expect(answerReview(scene.app, id, 'block-domain', scene.dpo)).rejects.toMatchObject({ code: 'answer' })
    expect((await standingOrders(scene.app.pool)).map((order) => order.domain)).toEqual([company])
  },
)

it('covers that domain alone where the DPO says so at once', async () => {
  const id = await asked(`alone.${company}`, crypto.randomUUID())
  await answerReview(scene.app, id, 'block-domain-only', scene.dpo)
  expect((await standingOrders(scene.app.pool)).map((order) => [order.domain, order.subdomains])).toEqual([
    [company, true],
    [`alone.${company}`, false],
  ])
})

it('is widened where the DPO says later that the whole company wants nothing', async () => {
  const domain = 'deux-groupe.example.test'
  for (const email of [`g.seven@${domain}`, `h.eight@fr.${domain}`]) await appears(email)
  await answerReview(scene.app, await asked(domain, crypto.randomUUID()), 'block-domain-only', scene.dpo)
  expect(await stopped(`g.seven@${domain}`, `h.eight@fr.${domain}`)).toEqual([true, false])
  await answerReview(scene.app, await asked(domain, crypto.randomUUID()), 'block-domain', scene.dpo)
  expect((await standingOrders(scene.app.pool)).find((order) => order.domain === domain)?.subdomains).toBe(true)
  expect(await stopped(`g.seven@${domain}`, `h.eight@fr.${domain}`)).toEqual([true, true])
})
