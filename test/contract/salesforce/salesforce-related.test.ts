import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RecordRef } from '../../../src/connector/records.ts'
import type { RelatedRef, RelatedVerbs } from '../../../src/connector/related.ts'
import { relatedKinds } from '../../../src/domain/removals/related.ts'
import { startWorld, type Connected, type Json, type World } from '../suite/harness.ts'
import { actSalesforce, createRow, salesforceSubject } from './salesforce-subject.ts'

// docs/reference/salesforce.md#acts, #individual-children, #delete-takes.
const refusedWith = (code: string) => ({
  status: 'refused',
  detail: expect.stringContaining(`(${code})`) as unknown,
})

describe('Salesforce: what hangs on a person', () => {
  let world: World
  let connected: Connected
  const calm = {
    dataProtection: true,
    sharedActivities: true,
    closedObjects: [],
    keptObjects: [],
    unsharedIds: [],
    deleteFailedIds: [],
    binClosed: false,
    noBinEntryCode: 'INVALID_ID_FIELD',
  }
  const switches = (salesforce: Json) => world.control('POST', '/_sandbox/switches', { salesforce })
  beforeAll(async () => {
    world = await startWorld({ contacts: 10 })
    await switches(calm)
    connected = await salesforceSubject.connect(world)
  })
  beforeEach(() => switches(calm))
  afterAll(() => world.close())

  const verbs = (): RelatedVerbs => {
    const { related } = connected.open()
    if (related === undefined) throw new Error('no verbs')
    return related
  }
  const create = async (object: string, fields: Json = {}) =>
    (await actSalesforce(world, 'create', { object, fields })).Id
  const email = async (people: readonly string[], more: Json = {}) => {
    const id = await create('EmailMessage', { Subject: 'x', ...more })
    for (const RelationId of people)
      await create('EmailMessageRelation', { EmailMessageId: id, RelationId, RelationType: 'ToAddress' })
    return id
  }
  const file = async (links: readonly string[]) => {
    const id = await create('ContentDocument', { Title: 'cv' })
    for (const LinkedEntityId of links) await create('ContentDocumentLink', { ContentDocumentId: id, LinkedEntityId })
    return id
  }
  const bin = (...records: RecordRef[]) =>
    connected.open().remove?.(records.map((record) => ({ orderId: record.id, record, stage: 'bin' })))
  const kindOf: Readonly<Record<string, RelatedRef['kind']>> = {
    EmailMessage: 'emails',
    Task: 'activities',
    Event: 'activities',
    Attachment: 'files',
    ContentDocument: 'files',
    Individual: 'individual',
  }
  const ref = (object: string, id: string): RelatedRef => ({
    kind: kindOf[object] ?? 'contactPoints',
    ref: { object, id },
  })
  const look = async (leaving: readonly RecordRef[], ...things: RelatedRef[]) => verbs().look(things, leaving)

  it('is listed once per person before it goes, with what the org takes along itself', async () => {
    const individual = await create('Individual', { LastName: 'P' })
    const contact = await createRow(world, 'Contact', { IndividualId: individual })
    const lead = await createRow(world, 'Lead', { IndividualId: individual })
    const stranger = await createRow(world, 'Contact', {})
    const mail = await email([contact.id, contact.id, lead.id, stranger.id])
    const [task, leadTask, event] = [
      await create('Task', { WhoId: contact.id }),
      await create('Task', { WhoId: lead.id }),
      await create('Event', { Subject: 'invited' }),
    ]
    await create('TaskRelation', { TaskId: task, RelationId: contact.id })
    await create('EventRelation', { EventId: event, RelationId: contact.id })
    const [attachment, document, point] = [
      await create('Attachment', { Name: 'a', ParentId: contact.id }),
      await file([contact.id]),
      await create('ContactPointEmail', { EmailAddress: 'p@example.test', ParentId: individual }),
    ]
    const { items, unread } = await verbs().list([contact, lead], relatedKinds)
    const shown = items
      .map(
        ({ kind, ref: { object, id }, on, along }) => `${kind} ${object} ${id} on ${on.object}${along ? ' along' : ''}`,
      )
      .toSorted()
    expect({ shown, unread }).toEqual({
      unread: [],
      shown: [
        `activities Event ${event} on Contact`,
        `activities Task ${task} on Contact along`,
        `activities Task ${leadTask} on Lead`,
        `contactPoints ContactPointEmail ${point} on Contact`,
        `contactPoints ContactPointEmail ${point} on Lead`,
        `emails EmailMessage ${mail} on Contact`,
        `emails EmailMessage ${mail} on Lead`,
        `files Attachment ${attachment} on Contact along`,
        `files ContentDocument ${document} on Contact`,
        `individual Individual ${individual} on Contact`,
        `individual Individual ${individual} on Lead`,
      ].toSorted(),
    })
    expect((await verbs().list([contact], ['files'])).items.map(({ ref: { object } }) => object)).toEqual([
      'Attachment',
      'ContentDocument',
    ])
    // The links deleted with the record: nobody could find these afterwards.
    await bin(contact, lead)
    expect((await verbs().list([contact, lead], relatedKinds)).items.map(({ ref: { id } }) => id)).toEqual([leadTask])
    expect(
      await look(
        [contact, lead],
        ref('Task', task),
        ref('Attachment', attachment),
        ref('Task', leadTask),
        ref('ContentDocument', document),
        ref('EmailMessage', mail),
        ref('Individual', individual),
        ref('ContactPointEmail', point),
        ref('Event', event),
      ),
    ).toEqual(['gone', 'gone', 'free', 'free', 'shared', 'free', 'free', 'free'])
  })

  it('stays where somebody else hangs on it, or a case, a contract, an opportunity, or a no', async () => {
    const [individual, own] = [
      await create('Individual', { LastName: 'Shared' }),
      await create('Individual', { LastName: 'SaidNo' }),
    ]
    const lead = await createRow(world, 'Lead', { IndividualId: individual })
    const other = await createRow(world, 'Lead', { IndividualId: individual })
    const gone = await createRow(world, 'Lead', {})
    const account = await create('Account', { Name: 'A' })
    const [opportunity, contract, aCase] = [
      await create('Opportunity', { Name: 'O', StageName: 'Prospecting', CloseDate: '2027-01-01' }),
      await create('Contract', {}),
      await create('Case', {}),
    ]
    await bin(gone)
    const sharedTask = await create('Task', { WhoId: lead.id })
    await create('TaskRelation', { TaskId: sharedTask, RelationId: other.id })
    const refusal = await create('ContactPointTypeConsent', { Name: 'c', PartyId: own, PrivacyConsentStatus: 'OptOut' })
    const things: [RelatedRef, string][] = [
      [ref('EmailMessage', await email([lead.id])), 'free'],
      [ref('EmailMessage', await email([lead.id], { RelatedToId: account })), 'free'],
      [ref('EmailMessage', await email([lead.id, other.id])), 'shared'],
      [ref('EmailMessage', await email([lead.id], { RelatedToId: opportunity })), 'held'],
      [ref('EmailMessage', await email([lead.id], { ParentId: aCase })), 'held'],
      [ref('Task', await create('Task', { WhoId: lead.id })), 'free'],
      [ref('Task', sharedTask), 'shared'],
      [ref('Task', await create('Task', { WhoId: lead.id, WhatId: contract })), 'held'],
      [ref('Event', await create('Event', { WhoId: lead.id, WhatId: opportunity })), 'held'],
      [ref('ContentDocument', await file([lead.id])), 'free'],
      [ref('ContentDocument', await file([lead.id, other.id])), 'shared'],
      [ref('ContentDocument', await file([lead.id, account])), 'held'],
      [ref('Attachment', await create('Attachment', { Name: 'a', ParentId: lead.id })), 'free'],
      [ref('Individual', individual), 'shared'],
      [
        ref(
          'ContactPointEmail',
          await create('ContactPointEmail', { EmailAddress: 'q@example.test', ParentId: individual }),
        ),
        'shared',
      ],
      [ref('Individual', own), 'objected'],
      [
        ref('Individual', await create('Individual', { LastName: 'NoProfile', HasOptedOutProfiling: true })),
        'objected',
      ],
      [ref('Individual', await create('Individual', { LastName: 'NoSolicit', HasOptedOutSolicit: true })), 'free'],
      [ref('ContactPointTypeConsent', refusal), 'objected'],
      [
        ref(
          'ContactPointConsent',
          await create('ContactPointConsent', { Name: 'd', PartyId: own, PrivacyConsentStatus: 'OptIn' }),
        ),
        'free',
      ],
    ]
    expect(await look([lead], ...things.map(([thing]) => thing))).toEqual(things.map(([, standing]) => standing))
    // Who is hidden by sharing rules may be there.
    await switches({ unsharedIds: [other.id] })
    expect(await look([lead], ref('Task', sharedTask))).toEqual(['unseen'])
    await switches(calm)
    // Who leaves too, or left, holds nothing.
    expect(await look([lead, other], ref('Task', sharedTask), ref('Individual', individual))).toEqual(['free', 'free'])
  })

  it('is deleted out of the bin and read back, the Individual last, and a refusal concerns that one alone', async () => {
    const individual = await create('Individual', { LastName: 'P' })
    const lead = await createRow(world, 'Lead', { IndividualId: individual })
    const point = await create('ContactPointPhone', { TelephoneNumber: '+33140000000', ParentId: individual })
    const [mail, stubborn, event] = [
      await email([lead.id]),
      await email([lead.id]),
      await create('Event', { WhoId: lead.id }),
    ]
    await bin(lead)
    await switches({ deleteFailedIds: [stubborn], keptObjects: ['Event'] })
    const things = [
      ref('Individual', individual),
      ref('ContactPointPhone', point),
      ref('EmailMessage', mail),
      ref('EmailMessage', stubborn),
      ref('Event', event),
    ]
    const from =
      (await world.control<{ seq: number }[]>('GET', '/_sandbox/requests?system=salesforce')).at(-1)?.seq ?? 0
    const done = { status: 'deleted', inBin: false, seen: 'not in the recycle bin' }
    expect(await verbs().remove(things)).toEqual([
      done,
      done,
      done,
      refusedWith('DELETE_FAILED'),
      refusedWith('INSUFFICIENT_ACCESS_OR_READONLY'),
    ])
    const deletions = (
      await world.control<{ method: string; path: string }[]>(
        'GET',
        `/_sandbox/requests?system=salesforce&after=${from}`,
      )
    ).filter(({ method }) => method === 'DELETE')
    expect(deletions.at(-1)?.path).toContain(individual)
    expect(await look([lead], ...things)).toEqual(['gone', 'gone', 'gone', 'free', 'free'])
    // Twice is harmless.
    expect((await verbs().remove([ref('EmailMessage', mail)])).map(({ status }) => status)).toEqual(['deleted'])
    await switches({ binClosed: true })
    expect(await verbs().remove([ref('EmailMessage', await email([lead.id]))])).toEqual([
      { status: 'deleted', inBin: true, seen: 'IsDeleted=true' },
    ])
    expect(await connected.open().remove?.([{ orderId: 'e', record: lead, stage: 'erase' }])).toMatchObject([
      { status: 'refused', reason: 'not-permitted' },
    ])
    await switches(calm)
    // What somebody writes to just now is no refusal: it is deleted the next time.
    const busy = await create('Task', { WhoId: lead.id })
    await switches({ lockedIds: [busy] })
    expect(await verbs().remove([ref('Task', busy)])).toEqual([{ status: 'written' }])
    await switches({ lockedIds: [] })
    expect(await verbs().remove([ref('Task', busy)])).toEqual([done])
    await world.control('POST', '/_sandbox/faults', {
      system: 'salesforce',
      kind: 'accept-and-ignore',
      method: 'DELETE',
      times: 1,
    })
    expect(await verbs().remove([ref('EmailMessage', await email([lead.id]))])).toEqual([{ status: 'written' }])
  })

  it('is out of the bin when Salesforce says so in its words, whatever code stands beside them', async () => {
    const lead = await createRow(world, 'Lead', {})
    await bin(lead)
    await switches({ noBinEntryCode: 'ENTITY_IS_DELETED' })
    expect(await connected.open().remove?.([{ orderId: 'e', record: lead, stage: 'erase' }])).toMatchObject([
      { status: 'applied', seen: { value: 'not in the recycle bin' } },
    ])
    await switches(calm)
  })

  it('is named where our user may not read it, and then nothing is taken for free', async () => {
    const individual = await create('Individual', { LastName: 'P' })
    const lead = await createRow(world, 'Lead', { IndividualId: individual })
    const [mail, task] = [await email([lead.id]), await create('Task', { WhoId: lead.id })]
    await switches({ closedObjects: ['EmailMessageRelation', 'ContactPointConsent', 'Attachment', 'TaskRelation'] })
    const other = connected.open()
    const { items, unread } = (await other.related?.list([lead], relatedKinds)) ?? { items: [], unread: [] }
    expect(items.map(({ ref: { id } }) => id)).toEqual([task, individual])
    expect(unread).toEqual(
      [
        ['emails', 'EmailMessageRelation'],
        ['files', 'Attachment'],
        ['contactPoints', 'ContactPointConsent'],
      ].map(([kind, object]) => ({ kind, object, detail: `our user may not read ${object}` })),
    )
    // Without shared activities there is no TaskRelation, and a task has one person.
    expect(
      await other.related?.look([ref('EmailMessage', mail), ref('Individual', individual), ref('Task', task)], [lead]),
    ).toEqual(['unseen', 'unseen', 'free'])
    // A question or a deletion that the org refuses as a whole concerns these things alone.
    await world.control('POST', '/_sandbox/faults', {
      system: 'salesforce',
      kind: 'server-error',
      status: 400,
      pathIncludes: 'ContentDocumentLink%20WHERE',
      times: 1,
    })
    expect((await other.related?.list([lead], ['files']))?.unread.map(({ object }) => object)).toEqual([
      'Attachment',
      'ContentDocumentLink',
    ])
    await world.control('POST', '/_sandbox/faults', {
      system: 'salesforce',
      kind: 'server-error',
      status: 403,
      method: 'DELETE',
      times: 1,
    })
    expect(await other.related?.remove([ref('Task', task)])).toMatchObject([{ status: 'refused' }])
    await actSalesforce(world, 'hide-field', { object: 'EmailMessage', field: 'RelatedToId' })
    await switches(calm)
    expect(await look([lead], ref('EmailMessage', mail))).toEqual(['unseen'])
    await actSalesforce(world, 'show-field', { object: 'EmailMessage', field: 'RelatedToId' })
  })
})
