import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MessageKind } from '../../../src/domain/app/kind.ts'
import { compareOptOuts } from '../../../src/operations/objections/compare-opt-outs.ts'
import { recordObjection, type RecordedObjection } from '../../../src/operations/objections/record-objection.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { type SeedPerson } from '../../support/seed-people.ts'

describe('an objection to one kind of message', () => {
  let scene: Scene
  const saveKinds = async (kinds: MessageKind[]) =>
    saveSettings(
      scene.app.pool,
      { ...(await loadSettings(scene.app.pool)).settings, kinds },
      'a test',
      scene.app.clock.now(),
    )
  const newsletter = (): MessageKind => ({
    id: 'newsletter',
    name: { fr: 'Lettre', en: 'Newsletter' },
    channels: ['email'],
    targets: { [scene.hubspotId]: { email: ['330101'] }, [scene.salesforceId]: { email: ['No_Newsletter__c'] } },
  })
  const events = (): MessageKind => ({
    id: 'events',
    name: { fr: 'Salons', en: 'Events' },
    channels: ['email', 'phone'],
    targets: {},
  })
  beforeAll(async () => {
    scene = await openScene()
    for (const object of ['Contact', 'Lead'])
      await scene.act('salesforce', 'create-checkbox', { object, field: 'No_Newsletter__c' })
    await saveKinds([newsletter(), events()])
    scene.app.memories.clear()
  })
  afterAll(() => scene.close())

  const stop = (
    person: SeedPerson,
    kinds: readonly string[],
    channels: readonly ('email' | 'phone')[] = ['email'],
  ): Promise<RecordedObjection> =>
    recordObjection(scene.app, {
      emails: [person.email],
      hashes: [],
      contactId: null,
      channels,
      kinds,
      receivedAt: scene.app.clock.now(),
      door: 'preferences',
      actor: 'the person',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
  const both = { hubspot: 'applied', salesforce: 'applied' }
  const properties = async (person: SeedPerson) =>
    (await scene.contact(person.hubspotIds[0] ?? ''))['properties'] as Record<string, string>
  const objections = async (contactId: string | null) =>
    (
      await scene.app.pool.query(
        'select door, channels, kinds from objections where contact_id = $1 order by recorded_at, number',
        [contactId],
      )
    ).rows
  const suppressed = async (person: SeedPerson) =>
    (
      await scene.app.pool.query(
        'select channel, kind from suppressions where identity_hash = $1 order by channel, kind',
        [scene.app.keys.hashEmail(person.email)],
      )
    ).rows
  /** Reads both CRMs and compares the person's records, as the nightly run does. */
  const readAgain = async (contactId: string | null) => {
    await scene.poll()
    const { rows } = await scene.app.pool.query<{ id: number }>('select id from remote_records where contact_id = $1', [
      contactId,
    ])
    return inTransaction(scene.app.pool, (sql) =>
      compareOptOuts(
        scene.app,
        sql,
        rows.map((row) => row.id),
        { door: 'crm', actor: 'HubSpot', lane: 'objection' },
      ),
    )
  }

  it('stops that kind in both CRMs and nothing else, and is not found again as an objection of its own', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    const no = await stop(person, ['newsletter'])
    await scene.untilCarried(no.id, both)
    expect(await properties(person)).toMatchObject({ hs_email_optout_330101: 'true' })
    expect((await properties(person))['lawbase_do_not_contact'] ?? '').toBe('')
    expect(await scene.optedOut(person.email)).toBe(false)
    expect(await scene.salesforceRow(person.salesforceIds[0] ?? '')).toMatchObject({
      No_Newsletter__c: true,
      HasOptedOutOfEmail: false,
      DoNotCall: false,
    })
    expect(await suppressed(person)).toEqual([{ channel: 'email', kind: 'newsletter' }])
    const { rows } = await scene.app.pool.query<{ verdict: string }>(
      'select verdict from decisions where contact_id = $1',
      [no.contactId],
    )
    expect(rows[0]?.verdict).not.toBe('BLOCK')
    expect(await readAgain(no.contactId)).toMatchObject({ found: 0, drifted: 0 })
    expect(await objections(no.contactId)).toEqual([
      { door: 'preferences', channels: ['email'], kinds: ['newsletter'] },
    ])
  })

  it('is only marked where nobody mapped it', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    const no = await stop(person, ['events'], ['email', 'phone'])
    await scene.untilCarried(no.id, both)
    expect((await properties(person))['lawbase_stopped_kinds']).toBe('email:events;phone:events')
    expect(await scene.salesforceRow(person.salesforceIds[0] ?? '')).toMatchObject({
      Lawbase_Stopped_Kinds__c: 'email:events;phone:events',
      DoNotCall: false,
      HasOptedOutOfEmail: false,
    })
    const { rows } = await scene.app.pool.query(
      'select distinct i.channel, i.level from propagation_items i join propagations p on p.id = i.propagation_id where p.objection_id = $1 order by 1',
      [no.id],
    )
    expect(rows).toEqual([
      { channel: 'email:events', level: 'marked' },
      { channel: 'phone:events', level: 'marked' },
    ])
    expect(await readAgain(no.contactId)).toMatchObject({ found: 0, drifted: 0 })
  })

  it('does not go to a broker: kinds of our messages are nothing to it', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'broker')
    const no = await stop(person, ['newsletter'])
    await scene.untilCarried(no.id, both)
    expect((await scene.carried(no.id)).map(({ connector }) => connector)).toEqual(['hubspot', 'salesforce'])
  })

  it('adds to an objection to everything what that covers already: nothing', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    const all = await scene.object(person.email, { channels: ['email'] })
    await scene.untilCarried(all.id, both)
    expect(await stop(person, ['newsletter'])).toMatchObject({ id: all.id, repeated: true })
  })

  it('does not stand in the way of a later no to everything', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    await stop(person, ['newsletter'])
    const all = await scene.object(person.email, { channels: ['email'] })
    expect(all.repeated).toBe(false)
    await scene.untilCarried(all.id, both)
    expect(await scene.optedOut(person.email)).toBe(true)
    expect(await suppressed(person)).toEqual([
      { channel: 'email', kind: '' },
      { channel: 'email', kind: 'newsletter' },
    ])
  })

  it('said at HubSpot comes to Salesforce as that kind', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    await scene.act('hubspot', 'unsubscribe-type', { email: person.email, subscriptionId: '330101' })
    await until('Salesforce shows it', async () => {
      await scene.poll()
      return (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['No_Newsletter__c'] === true
    })
    expect(await scene.salesforceRow(person.salesforceIds[0] ?? '')).toMatchObject({ HasOptedOutOfEmail: false })
    expect(await suppressed(person)).toEqual([{ channel: 'email', kind: 'newsletter' }])
  })

  it('set in Salesforce by a user comes to HubSpot as that kind', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    await scene.act('salesforce', 'update', {
      object: 'Contact',
      id: person.salesforceIds[0],
      fields: { No_Newsletter__c: true },
    })
    await until('HubSpot shows it', async () => {
      await scene.poll()
      return (await properties(person))['hs_email_optout_330101'] === 'true'
    })
    expect(await scene.optedOut(person.email)).toBe(false)
  })

  it('of a type that nobody mapped stops all e-mail', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    await scene.act('hubspot', 'unsubscribe-type', { email: person.email, subscriptionId: '330102' })
    await until('Salesforce shows it', async () => {
      await scene.poll()
      return (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] === true
    })
    expect(await suppressed(person)).toEqual([{ channel: 'email', kind: '' }])
  })

  it('taken back in Salesforce by a user is written again', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    const no = await stop(person, ['newsletter'])
    await scene.untilCarried(no.id, both)
    await scene.act('salesforce', 'update', {
      object: 'Contact',
      id: person.salesforceIds[0],
      fields: { No_Newsletter__c: false },
    })
    await until('it is set again', async () => {
      await scene.poll()
      return (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['No_Newsletter__c'] === true
    })
  })

  it('written by us stays ours when the mapping goes: it never turns into an objection to all e-mail', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    const no = await stop(person, ['newsletter'])
    await scene.untilCarried(no.id, both)
    await saveKinds([events()])
    await scene.act('hubspot', 'update-contact', { id: person.hubspotIds[0], properties: { jobtitle: 'DAF' } })
    expect(await readAgain(no.contactId)).toMatchObject({ found: 0 })
    await scene.settle()
    expect(await suppressed(person)).toEqual([{ channel: 'email', kind: 'newsletter' }])
    expect((await properties(person))['lawbase_stopped_kinds']).toBe('email:newsletter')
    // Mapped to another kind, what we set says nothing about that one.
    await saveKinds([
      {
        ...events(),
        targets: { [scene.hubspotId]: { email: ['330101'] }, [scene.salesforceId]: { email: ['No_Newsletter__c'] } },
      },
    ])
    await scene.act('hubspot', 'update-contact', { id: person.hubspotIds[0], properties: { jobtitle: 'DSI' } })
    await scene.act('salesforce', 'update', {
      object: 'Contact',
      id: person.salesforceIds[0],
      fields: { Title: 'DSI' },
    })
    expect(await readAgain(no.contactId)).toMatchObject({ found: 0 })
    expect(await suppressed(person)).toEqual([{ channel: 'email', kind: 'newsletter' }])
    await saveKinds([newsletter(), events()])
  })

  it('to texts, which Salesforce stops with one switch for all calls, is not found there as an objection to calls', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    const no = await scene.object(person.email, { channels: ['sms'] })
    await scene.untilCarried(no.id, both)
    expect(await readAgain(no.contactId)).toMatchObject({ found: 0 })
    expect(await suppressed(person)).toEqual([{ channel: 'sms', kind: '' }])
  })

  it('leaves nothing for an independent check to find', async () => {
    await scene.settle()
    expect((await scene.check()).violations).toEqual([])
  })
})
