import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findReview } from '../../../src/store/mailbox/reviews.ts'
import { readingsDecided } from '../../../src/store/mailbox/reviews-view.ts'
import { consoleOf } from '../../support/console-pages.ts'
import {
  append,
  clearReviews,
  lastObjection,
  openMailbox,
  raw,
  receive,
  reviews,
  scene,
  someone,
} from './mailbox-scene.ts'

let page: Awaited<ReturnType<typeof consoleOf>>

beforeAll(async () => {
  await openMailbox({
    settings: { kinds: [{ id: 'letter', name: { fr: 'Lettre', en: 'Letter' }, channels: ['email'], targets: {} }] },
  })
  page = await consoleOf(scene, scene.dpo)
})
afterAll(async () => {
  await page.close()
  await scene.close()
})

async function ask(text: string) {
  await clearReviews()
  const person = someone()
  await append(raw(person.email, 'Re: Audit', text))
  await receive()
  const [opened] = await reviews()
  const review = await findReview(scene.app.pool, opened?.id ?? '')
  return { email: person.email, id: review?.id ?? '', review }
}
const answer = (id: string, given: string) => page.send(`/reviews/${id}`, `/reviews/${id}/answer`, { answer: given })

describe('a refusal with limits', () => {
  it('is proposed to a person with them, everything blocked meanwhile, and stops no more once they say so', async () => {
    const { email, id, review } = await ask('Merci de ne plus m’appeler. Par mail, sans problème.')
    expect({ kind: review?.kind, scope: review?.facts['scope'], blocked: review?.meanwhileBlocked }).toEqual({
      kind: 'mail-unsure',
      scope: { kind: 'channel', channels: ['phone'] },
      blocked: true,
    })
    expect(await lastObjection(email)).toBe(null)
    expect(await page.get(`/reviews/${id}`)).toMatch(/Its limits Only this channel: Phone .*Yes, only Phone/u)
    expect(await answer(id, 'only-channels')).toBe(`/reviews/${id}`)
    expect((await lastObjection(email))?.channels).toEqual(['phone'])
    expect(await page.get(`/reviews/${id}`)).toContain('Yes, only Phone, by ')
  })

  it('names a kind of message that people may stop alone', async () => {
    const { email, id } = await ask('Désabonnez-moi seulement de la newsletter du vendredi, je garde le reste, merci.')
    expect(await page.get(`/reviews/${id}`)).toContain('Yes, only “Letter”')
    await answer(id, 'kind:letter')
    const { rows } = await scene.app.pool.query(
      `select o.channels, o.kinds from objections o join reviews r on r.objection_id = o.id where r.id = $1`,
      [id],
    )
    expect([rows, (await lastObjection(email))?.door]).toEqual([
      [{ channels: ['email'], kinds: ['letter'] }],
      'mailbox',
    ])
  })

  it('cannot be answered with limits that nobody named', async () => {
    const { email, id } = await ask('Encore vous...')
    expect(await answer(id, 'only-channels')).toBe(undefined)
    expect(await answer(id, 'kind:letter')).toBe(undefined)
    expect([await lastObjection(email), (await findReview(scene.app.pool, id))?.answer]).toEqual([null, null])
  })

  it('shows the words that decided once the message is read', async () => {
    const { id } = await ask('Bonjour. Plus d’appels svp. Les mails oui.')
    expect(await page.get(`/reviews/${id}`)).not.toContain('Plus d’appels')
    expect(await page.post(`/reviews/${id}`, `/reviews/${id}/read`, {})).toMatch(
      /Words that decided.*Plus d’appels svp/su,
    )
  })
})

it('counts how often people say otherwise than the reader leaned', async () => {
  const decided = () => readingsDecided(scene.app.pool, new Date(0))
  await clearReviews()
  const before = await decided()
  const { id, review } = await ask('Les appels, non merci. Les mails, oui.')
  expect(review?.facts['lean']).toMatch(/^(?:refusal|harmless)$/u)
  await answer(id, review?.facts['lean'] === 'refusal' ? 'none' : 'objection')
  expect(await decided()).toEqual({ decided: before.decided + 1, overruled: before.overruled + 1 })
})
