import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel } from '../../../src/domain/app/channel.ts'
import { dayOf } from '../../../src/domain/app/day.ts'
import { connectByForm } from '../../../src/operations/connections/connect-by-form.ts'
import { openAnswers } from '../../../src/operations/decisions/answer-decisions.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

/** docs/decisions/0047-mail-that-came-back.md. */
describe('mail that comes back, as one system shows', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({ broker: false })
  })
  afterAll(() => scene.close())

  const both = () => scene.somebody(({ where }) => where === 'both')
  const contactOf = async (email: string) =>
    (
      await scene.app.pool.query<{ id: string }>(
        'select distinct r.contact_id as id from record_identities ri join identities i on i.hash = ri.identity_hash join remote_records r on r.id = ri.record_id where i.value = $1 and r.gone_at is null',
        [email.toLowerCase()],
      )
    ).rows[0]?.id ?? ''
  const verdict = async (contactId: string) =>
    (await scene.app.pool.query<{ rule: string }>('select rule from decisions where contact_id = $1', [contactId]))
      .rows[0]?.rule
  const asked = async (email: string, channel: Channel = 'email') =>
    (
      await openAnswers(scene.app).answer([
        {
          email: email.toLowerCase(),
          phone: null,
          ask: { purpose: 'prospecting', channel, offer: null, kind: null, related: null, pixel: false },
          contact: null,
          askedBy: 'a test',
        },
      ])
    )[0]
  const heldAt = async ({ hubspotIds, salesforceIds }: { hubspotIds: string[]; salesforceIds: string[] }) => {
    const { properties } = (await scene.contact(hubspotIds[0] ?? '')) as { properties: Record<string, string | null> }
    const { Lawbase_Hold_Until__c: held } = (await scene.salesforceRow(salesforceIds[0] ?? '')) as Record<
      string,
      string | null
    >
    return `${properties['lawbase_hold_until'] ?? ''},${held ?? ''}`
  }
  const everywhere = '2999-12-31,2999-12-31'
  const nowhere = ','
  const acts = async (contactId: string) =>
    (await scene.audit())
      .filter((line) => line.contactId === contactId && ['hold', 'hold-end', 'objection'].includes(line.act))
      .map(({ act }) => act)

  it('asks a hold of systems that have records alone: a mailbox has nobody to hold', async () => {
    const person = both()
    const mailbox = (await scene.control('GET', '/_sandbox/mailbox')) as Record<string, string>
    await connectByForm(scene.app, scene.admin, 'mailbox', 'Réponses', mailbox)
    await scene.act('hubspot', 'bounce', { id: person.hubspotIds[0], reason: 'UNKNOWN_USER' })
    await until('both CRMs hold', async () => {
      await scene.poll()
      return (await heldAt(person)) === everywhere
    })
    const { rows } = await scene.app.pool.query<{ connector: string }>(
      'select c.connector from hold_carryings h join connections c on c.id = h.connection_id where h.contact_id = $1 order by 1',
      [await contactOf(person.email)],
    )
    expect(rows.map(({ connector }) => connector)).toEqual(['hubspot', 'salesforce'])
  })

  it('HubSpot’s bounce holds the person at Salesforce too, as no objection, until the address is replaced', async () => {
    const person = both()
    const contactId = await contactOf(person.email)
    await scene.act('hubspot', 'bounce', { id: person.hubspotIds[0], reason: 'UNKNOWN_USER' })
    await until('both CRMs hold', async () => {
      await scene.poll()
      return (await heldAt(person)) === everywhere
    })
    await until('the verdict says so', async () => (await verdict(contactId)) === 'BOUNCE')
    expect(await asked(person.email)).toMatchObject({
      verdict: 'BLOCK',
      rule: 'BOUNCE',
      unlockedBy: ['new-address'],
      mailHold: { system: 'HubSpot', seenOn: dayOf(scene.app.clock.now()) },
    })
    expect((await asked(person.email, 'post'))?.rule).not.toBe('BOUNCE')
    expect(await scene.optedOut(person.email)).toBe(false)
    expect(await scene.salesforceRow(person.salesforceIds[0] ?? '')).toMatchObject({ HasOptedOutOfEmail: false })
    expect(await acts(contactId)).toEqual(['hold'])

    // The flag stays at the system: it says nothing of the new address.
    await scene.act('hubspot', 'update-contact', {
      id: person.hubspotIds[0],
      properties: { email: `new-${person.email}` },
    })
    // Whose record has the address still is written to at it still.
    await until('HubSpot is free', async () => {
      await scene.poll()
      return (await heldAt(person)) === ',2999-12-31'
    })
    expect(await verdict(await contactOf(`new-${person.email}`))).not.toBe('BOUNCE')
    expect(await asked(person.email)).toMatchObject({ rule: 'BOUNCE' })
    await scene.act('salesforce', 'update', {
      object: 'Contact',
      id: person.salesforceIds[0],
      fields: { Email: `new-${person.email}` },
    })
    await until('both CRMs are free', async () => {
      await scene.poll()
      return (await heldAt(person)) === nowhere
    })
    const now = await contactOf(`new-${person.email}`)
    await until('the verdict is another', async () => (await verdict(now)) !== 'BOUNCE')
    expect(await acts(contactId)).toEqual(expect.arrayContaining(['hold', 'hold-end']))
    await scene.run()
    await scene.settle()
    expect(await heldAt(person)).toBe(nowhere)
  })

  it('holds again whoever gets the address back from which mail came back, and frees them with the next one', async () => {
    const email = 'comes-back@came-back.example.test'
    const { id } = await scene.act('hubspot', 'create-contact', { properties: { email, lastname: 'Comes' } })
    const held = async () =>
      ((await scene.contact(String(id)))['properties'] as Record<string, string | null>)['lawbase_hold_until'] ?? ''
    const stands = (what: string, expected: string) =>
      until(what, async () => {
        await scene.poll()
        return (await held()) === expected
      })
    await scene.act('hubspot', 'bounce', { id, reason: 'UNKNOWN_USER' })
    await stands('it is held', '2999-12-31')
    await scene.act('hubspot', 'update-contact', { id, properties: { email: `x-${email}` } })
    await stands('it is free', '')
    await scene.act('hubspot', 'update-contact', { id, properties: { email } })
    await stands('it is held again', '2999-12-31')
    await scene.act('hubspot', 'update-contact', { id, properties: { email: `x-${email}` } })
    await stands('it is free again', '')
  })

  it('Salesforce’s bounce holds the person at HubSpot too', async () => {
    const person = both()
    const contactId = await contactOf(person.email)
    await scene.act('salesforce', 'update', {
      object: 'Contact',
      id: person.salesforceIds[0],
      fields: { EmailBouncedDate: scene.app.clock.now().toISOString(), EmailBouncedReason: '550 5.1.1 unknown user' },
    })
    await until('both CRMs hold', async () => {
      await scene.poll()
      return (await heldAt(person)) === everywhere
    })
    await until('the verdict says so', async () => (await verdict(contactId)) === 'BOUNCE')
    await scene.act('salesforce', 'update', {
      object: 'Contact',
      id: person.salesforceIds[0],
      fields: { Email: `new-${person.email}`, EmailBouncedDate: null, EmailBouncedReason: null },
    })
    await until('Salesforce is free', async () => {
      await scene.poll()
      return (await heldAt(person)) === '2999-12-31,'
    })
  })

  it('an opt-out goes beside it, and the hold is written once', async () => {
    const person = both()
    const contactId = await contactOf(person.email)
    await scene.act('hubspot', 'bounce', { id: person.hubspotIds[0], reason: 'UNKNOWN_USER' })
    await until('both CRMs hold', async () => {
      await scene.poll()
      return (await heldAt(person)) === everywhere
    })
    const { id } = await scene.object(person.email, { channels: ['email'] })
    await scene.untilCarried(id, { hubspot: 'applied', salesforce: 'applied' })
    await scene.run()
    expect(await acts(contactId)).toEqual(['hold', 'objection'])
  })
})
