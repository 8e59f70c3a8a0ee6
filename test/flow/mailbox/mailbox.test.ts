import { dayOf } from '../../../src/domain/app/day.ts'
import { readAccess } from '../../../src/domain/evidence/access-request.ts'
import { findReview } from '../../../src/store/mailbox/reviews.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerReview } from '../../../src/operations/mailbox/answer-review.ts'
import { endDomainOrder } from '../../../src/operations/objections/reach/domain-orders.ts'
import { standingOrders } from '../../../src/store/objections/domain-orders.ts'
import { until } from '../../support/until.ts'
import {
  all,
  append,
  clearReviews,
  closeDomain,
  contactOf,
  count,
  lastObjection,
  linkOf,
  openMailbox,
  raw,
  receive,
  reviews,
  scene,
  someone,
  takeIn,
} from './mailbox-scene.ts'

beforeAll(() => openMailbox())
afterAll(() => scene.close())

describe('an objection that reaches the mailbox', () => {
  it('is carried to every system that holds the person, and not to the mailbox', async () => {
    const person = someone()
    await append(
      raw(
        `Anne <${person.email}>`,
        'Re: Audit',
        'Merci de me retirer de votre liste.\n\nLe mar. 24 nov. 2026 à 09:12, Julie a écrit :\n> Bonjour',
        ['In-Reply-To: <a@exemple.example.test>'],
      ),
    )
    await receive()
    const objection = await lastObjection(person.email)
    expect({ ...objection, id: 'x' }).toEqual({
      id: 'x',
      door: 'mailbox',
      reason: 'objection',
      channels: all,
      doubtful: null,
      how: 'from',
    })
    await scene.untilCarried(objection?.id ?? '', { hubspot: 'applied', salesforce: 'applied' })
    expect(await scene.optedOut(person.email)).toBe(true)
    expect((await scene.carried(objection?.id ?? '')).map(({ connector }) => connector)).toEqual([
      'hubspot',
      'salesforce',
    ])
  })

  it('belongs to whom our token names, whoever sent it', async () => {
    const [person, stranger] = [someone(), someone()]
    const token = await linkOf(person)
    await append(raw(stranger.email, 'unsubscribe', '', [`Delivered-To: unsub+${token}@u.exemple.example.test`]))
    await receive()
    expect([(await lastObjection(person.email))?.how, await lastObjection(stranger.email)]).toEqual(['token', null])
  })

  it('takes the token from the subject too', async () => {
    const person = someone()
    await append(raw('someone@elsewhere.example.test', `unsubscribe ${await linkOf(person)}`, ''))
    await receive()
    expect((await lastObjection(person.email))?.how).toBe('token')
  })

  it('is marked as doubtful when only the sender says who it is (F4)', async () => {
    const person = someone()
    await append(raw(person.email, 'STOP', ''))
    await receive()
    expect((await lastObjection(person.email))?.doubtful).toBe(true)
  })

  it('is recorded once, also when the folder is renumbered', async () => {
    await clearReviews()
    const person = someone()
    await append(raw(person.email, 'STOP', ''))
    await append(raw(someone().email, 'Re: Audit', 'Où avez-vous trouvé mon adresse ?'))
    await receive()
    const before = [await count('objections'), await count('mailbox_messages'), await count('reviews')]
    await scene.control('POST', '/_sandbox/mailbox', { act: 'renumber' })
    await receive()
    expect([await count('objections'), await count('mailbox_messages'), await count('reviews')]).toEqual(before)
  })

  it('of an unknown address stands, and asks a person whom it was meant for', async () => {
    await clearReviews()
    await append(raw('nobody.known@private.example.test', 'Re: Audit', 'Désinscrivez-moi, merci'))
    await receive()
    expect(await lastObjection('nobody.known@private.example.test')).not.toBeNull()
    expect((await reviews()).map(({ kind }) => kind)).toEqual(['mail-unknown-sender'])
  })

  it('for a whole employer blocks the sender at once and the others when a person says so (F2)', async () => {
    await clearReviews()
    const person = someone()
    await append(raw(person.email, 'Re: Audit', 'Merci de retirer toutes les adresses de notre société de vos listes.'))
    await receive()
    const [review] = await reviews()
    expect({ kind: review?.kind, recorded: (await lastObjection(person.email)) !== null }).toEqual({
      kind: 'employer-no',
      recorded: true,
    })
    await answerReview(scene.app, review?.id ?? '', 'block-domain', scene.dpo)
    const domain = person.email.split('@')[1]?.toLowerCase() ?? ''
    closeDomain(domain)
    const { rows } = await scene.app.pool.query<{ open: number }>(
      `select count(*)::int as open from identities i where not i.role and i.kind = 'email' and split_part(i.value, '@', 2) = $1 and exists (select 1 from record_identities ri join remote_records r on r.id = ri.record_id where ri.identity_hash = i.hash and r.gone_at is null)
         and not exists (select 1 from suppressions s where s.identity_hash = i.hash and s.channel = 'email')`,
      [domain],
    )
    expect(rows).toEqual([{ open: 0 }])
  })

  it('for a whole employer stands for whoever appears there later, until a DPO ends it with a reason', async () => {
    const [order] = await standingOrders(scene.app.pool)
    const domain = order?.domain ?? ''
    const appears = async (name: string) => {
      const email = `${name}@${domain}`
      const { id } = await scene.act('hubspot', 'create-contact', { properties: { email, lastname: name } })
      await until('the person is known', async () => {
        await scene.poll()
        return (await contactOf(email)) !== ''
      })
      return { email, id }
    }
    const { email: first, id } = await appears('first')
    const objection = await lastObjection(first)
    expect({ ...objection, id: 'x' }).toMatchObject({ id: 'x', door: 'mailbox', channels: all })
    await scene.untilCarried(objection?.id ?? '', { hubspot: 'applied' })
    // The company's own mailbox is at the company, too.
    expect(await lastObjection((await appears('contact')).email)).toMatchObject({ door: 'mailbox', channels: all })
    // Nothing is recorded twice, whatever changes on the record.
    const before = await count('objections')
    await scene.act('hubspot', 'update-contact', { id, properties: { jobtitle: 'CTO' } })
    await scene.poll()
    expect(await count('objections')).toBe(before)
    await expect(endDomainOrder(scene.app, scene.dpo, order?.id ?? '', 'no')).rejects.toMatchObject({ code: 'reason' })
    await endDomainOrder(scene.app, scene.dpo, order?.id ?? '', 'The company asked for news again.')
    const { email: second } = await appears('second')
    expect([await lastObjection(second), (await lastObjection(first)) !== null]).toEqual([null, true])
  })
})

describe('the program itself', () => {
  it('hears of a message and carries the objection, with nobody calling', async () => {
    const person = someone()
    await append(
      raw(`Anne <${person.email}>`, 'Re: Audit', 'Ne me contactez plus.', ['In-Reply-To: <a@exemple.example.test>']),
    )
    await until('the objection is recorded', async () => (await lastObjection(person.email)) !== null)
    await scene.untilCarried((await lastObjection(person.email))?.id ?? '', {
      hubspot: 'applied',
      salesforce: 'applied',
    })
  })
})

describe("an objection that is somebody else's", () => {
  const forward = (person: { email: string }, from: string) =>
    raw(
      from,
      'TR: Audit',
      `Merci de traiter.\n\n-------- Message transféré --------\nDe : Marc <${person.email}>\nDate : 24/11/2026\nSujet : Re: Audit\n\nRetirez-moi de votre liste.`,
    )

  it('is asked about for whom it is, held meanwhile, recorded for nobody else, and asked once', async () => {
    await clearReviews()
    const person = someone()
    await append(forward(person, 'julie@u.exemple.example.test'))
    await receive()
    const asked = await reviews()
    expect(
      asked.map(({ kind, contact_id, objection_id, meanwhile_blocked }) => ({
        kind,
        contact_id,
        objection_id,
        meanwhile_blocked,
      })),
    ).toEqual([
      { kind: 'mail-unsure', contact_id: await contactOf(person.email), objection_id: null, meanwhile_blocked: true },
    ])
    expect([await lastObjection(person.email), await lastObjection('julie@u.exemple.example.test')]).toEqual([
      null,
      null,
    ])
    await answerReview(scene.app, asked[0]?.id ?? '', 'objection', scene.dpo)
    expect([(await lastObjection(person.email))?.reason, await lastObjection('julie@u.exemple.example.test')]).toEqual([
      'objection',
      null,
    ])
    await append(forward(person, 'julie@u.exemple.example.test'))
    await receive()
    expect(await reviews()).toEqual([])
  })

  it('waits for a person when the base does not know whose it is', async () => {
    await clearReviews()
    await append(
      raw('colleague@elsewhere.example.test', 'Re: Audit', 'Please remove my colleague Marc from your list.'),
    )
    await append(forward({ email: 'nobody.else@private.example.test' }, 'julie@u.exemple.example.test'))
    await receive()
    expect((await reviews()).map(({ kind, objection_id }) => ({ kind, objection_id }))).toEqual([
      { kind: 'mail-unknown-sender', objection_id: null },
      { kind: 'mail-unknown-sender', objection_id: null },
    ])
    expect(await lastObjection('colleague@elsewhere.example.test')).toBeNull()
  })

  it('waits too when the message tells no sender or cannot be read: "yes" would record it for nobody', async () => {
    await clearReviews()
    await append('X-Nothing: 1\n\nNon merci.')
    await append('')
    await receive()
    expect((await reviews()).map(({ kind }) => kind)).toEqual(['mail-unknown-sender', 'mail-unknown-sender'])
  })
})

describe('rights asked for by mail', () => {
  it('erasure is an objection at once and a question for a DPO', async () => {
    await clearReviews()
    const person = someone()
    await append(raw(person.email, 'RGPD', 'Supprimez toutes mes données personnelles.'))
    await receive()
    const objection = await lastObjection(person.email)
    const [review] = await reviews()
    expect({
      reason: objection?.reason,
      review: { kind: review?.kind, objection: review?.objection_id, blocked: review?.meanwhile_blocked },
    }).toEqual({ reason: 'erasure', review: { kind: 'erasure-request', objection: objection?.id, blocked: true } })
  })
  it('access is a question and no objection', async () => {
    await clearReviews()
    const person = someone()
    await append(raw(person.email, 'Re: Audit', 'Bonjour, où avez-vous trouvé mon adresse ?'))
    await receive()
    expect([await lastObjection(person.email), (await reviews()).map(({ kind }) => kind)]).toEqual([
      null,
      ['access-request'],
    ])
  })
  it('wants its answer one calendar month after the message was received (F6)', async () => {
    await clearReviews()
    await append(raw(someone().email, 'Re: Audit', 'Bonjour, où avez-vous trouvé mon adresse ?'))
    const [message] = await receive()
    if (message === undefined) throw new Error('no message')
    await clearReviews()
    await takeIn([{ ...message, dedupeKey: 'received before', receivedAt: new Date('2026-01-31T09:00:00Z') }])
    expect((await reviews()).map(({ kind, due_on }) => ({ kind, due_on }))).toEqual([
      { kind: 'access-request', due_on: '2026-02-28' },
    ])
    // The register of requests starts from the same day, however late the message was read: one duty, one term.
    const [review] = (await scene.app.pool.query<{ id: string }>('select id from reviews where answered_at is null'))
      .rows
    const receivedAt = (await findReview(scene.app.pool, review?.id ?? ''))?.receivedAt ?? new Date()
    const read = readAccess(
      { door: 'mailbox', receivedOn: dayOf(receivedAt), identity: 'own-address' },
      dayOf(scene.app.clock.now()),
    )
    expect('entry' in read ? read.entry : read).toMatchObject({ receivedOn: '2026-01-31', dueOn: '2026-02-28' })
    // The day of receipt is the one where the company is: it is the tenth in Paris by then.
    await clearReviews()
    await takeIn([{ ...message, dedupeKey: 'received at night', receivedAt: new Date('2026-03-09T23:30:00Z') }])
    expect((await reviews()).map(({ due_on }) => due_on)).toEqual(['2026-04-10'])
  })
})

it('keeps words and addresses out of everything but the sealed copy', async () => {
  const { rows } = await scene.app.pool.query<{ text: string }>(
    `select concat(to_jsonb(m)::text) as text from mailbox_messages m union all select to_jsonb(r)::text from reviews r union all select details::text from audit_events where act in ('review', 'hold', 'objection')`,
  )
  expect(
    rows.filter(({ text }) =>
      /@(?!exemple)[\w.]*example\.test|encore vous|retirez/iu.test(text.replaceAll('exemple.example.test', '')),
    ),
  ).toEqual([])
})
