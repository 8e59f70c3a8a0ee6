import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorld } from '../suite/harness.ts'
import type { Connected, Json, World } from '../suite/harness.ts'
import { pagesOf } from '../suite/scene.ts'
import { actSalesforce, createRow, salesforceSubject } from './salesforce-subject.ts'

// docs/reference/salesforce.md#account-type, #record-types, #hidden-unknown.
describe('Salesforce: what says who is a customer', () => {
  let world: World
  let connected: Connected
  beforeAll(async () => {
    world = await startWorld({ contacts: 10 })
    connected = await salesforceSubject.connect(world)
  })
  afterAll(() => world.close())
  const make = async (object: string, fields: Json) =>
    (await actSalesforce<Record<string, string>>(world, 'create', { object, fields }))['Id'] ?? ''
  const former = (property: string) => ({ formerFields: { property, values: [], endProperty: '' } })
  const fieldAt = (act: 'hide-field' | 'show-field', object: string, field: string) =>
    actSalesforce(world, act, { object, field })

  it('hands over type, record types and the field an admin named, on read, query and Bulk, and never takes hidden for empty', async () => {
    await world.control('POST', '/_sandbox/switches', { salesforce: { recordTypes: true } })
    const [business, buyer] = [
      await make('RecordType', { Name: 'Geschäft', DeveloperName: 'Business', SobjectType: 'Account' }),
      await make('RecordType', { Name: 'Käufer', DeveloperName: 'Buyer', SobjectType: 'Contact' }),
    ]
    const account = await make('Account', { Name: 'A', Type: 'Kunde', RecordTypeId: business, Industry: 'Bank' })
    const bare = await make('Account', { Name: 'B' })
    const typed = await createRow(world, 'Contact', {
      Email: 'typed@example.test',
      AccountId: account,
      RecordTypeId: buyer,
      Department: 'Gold',
    })
    const plain = await createRow(world, 'Contact', { Email: 'plain@example.test', AccountId: bare })
    const alone = await createRow(world, 'Contact', { Email: 'alone@example.test' })
    const lead = await createRow(world, 'Lead', { Email: 'lead@example.test' })
    const people = [typed, plain, alone, lead]
    const values = async (named: string) => {
      const open = () => connected.open({}, former(named))
      const read = (await open().read?.(people)) ?? []
      const pulled = (await pagesOf(open(), null, 'full')).flatMap(({ records }) => records)
      const of = (records: typeof pulled) =>
        people.map(({ id }) => records.find(({ ref }) => ref.id === id)?.relationValues)
      expect(of(pulled)).toEqual(of([...read]))
      return of(pulled)
    }
    const all = {
      'Account.Type': 'Kunde',
      'Account.RecordType.DeveloperName': 'Business',
      'RecordType.DeveloperName': 'Buyer',
    }
    // A lead has no department: it hides none.
    expect(await values('Department')).toEqual([{ ...all, Department: 'Gold' }, {}, {}, {}])
    expect(await values('Account.Industry')).toEqual([{ ...all, 'Account.Industry': 'Bank' }, {}, {}, {}])
    await fieldAt('hide-field', 'Account', 'Type')
    await fieldAt('hide-field', 'Contact', 'Department')
    try {
      expect(await values('Department')).toEqual([
        { ...all, 'Account.Type': null, Department: null },
        { 'Account.Type': null, Department: null },
        { Department: null },
        { Department: null },
      ])
    } finally {
      await fieldAt('show-field', 'Account', 'Type')
      await fieldAt('show-field', 'Contact', 'Department')
    }
    await world.control('POST', '/_sandbox/switches', { salesforce: { closedObjects: ['Account'] } })
    try {
      expect((await connected.open().read?.([typed, alone]))?.map(({ relationValues }) => relationValues)).toEqual([
        { 'Account.Type': null, 'RecordType.DeveloperName': 'Buyer' },
        {},
      ])
    } finally {
      await world.control('POST', '/_sandbox/switches', { salesforce: { closedObjects: [], recordTypes: false } })
    }
  })

  it('tells how the org calls a value, and reads contacts again whose account changed', async () => {
    await world.control('POST', '/_sandbox/switches', {
      salesforce: { picklistLabels: ['Account.Type/C1/Kunde'] },
    })
    expect((await connected.open().relationFields?.())?.find(({ field }) => field === 'Account.Type')).toEqual({
      field: 'Account.Type',
      label: 'Type',
      labels: { C1: 'Kunde' },
    })
    const account = await make('Account', { Name: 'A', Type: 'Prospect' })
    const ref = await createRow(world, 'Contact', { Email: 'moved@example.test', AccountId: account })
    const last = (await pagesOf(connected.open(), null, 'full')).at(-1)?.next ?? null
    await world.advance(16 * 60_000)
    await actSalesforce(world, 'update', { id: account, fields: { Type: 'Client' } })
    const changed = (await pagesOf(connected.open(), last, 'changes')).flatMap(({ records }) => records)
    expect(changed.find(({ ref: { id } }) => id === ref.id)?.relationValues).toEqual({ 'Account.Type': 'Client' })
  })
})
