import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NamedField } from '../../../src/operations/connections/name-fields.ts'
import { namedFields, nameFields } from '../../../src/operations/connections/name-fields.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { findConnection, type Connection } from '../../../src/store/connections/connections.ts'
import { startLawbase, type Json, type Lawbase } from '../../support/lawbase.ts'

describe('fields of the company in the place of ours', () => {
  let lawbase: Lawbase
  let id: string
  beforeAll(async () => {
    lawbase = await startLawbase({ contacts: 12 })
    id = await lawbase.connectHubspot()
    await lawbase.run()
    await grant(lawbase.app, id, 'tag', lawbase.admin)
    await lawbase.run()
  })
  afterAll(() => lawbase.close())

  const name = (typed: Partial<Record<NamedField['tag'], string>>) =>
    nameFields(lawbase.app, lawbase.admin, id, ({ tag }) => typed[tag] ?? '')
  const connection = async () => (await findConnection(lawbase.app.pool, id)) as Connection
  const shown = async (property: string) => {
    const { hubspot } = (await lawbase.control('GET', '/_sandbox/state')) as {
      hubspot: { contacts: { archived?: boolean; properties: Record<string, string> }[] }
    }
    return hubspot.contacts.map(({ properties }) => properties[property] ?? '')
  }

  it('are refused whole when one cannot be written, with why', async () => {
    expect(
      await name({
        basis: 'nope',
        rule: 'hs_email_optout',
        verdict: 'hs_language',
        source: 'city',
        notice_state: 'city',
      }),
    ).toEqual([
      { field: { tag: 'verdict', object: 'contact' }, fault: 'needs-text', type: 'enumeration' },
      { field: { tag: 'basis', object: 'contact' }, fault: 'missing', type: '' },
      { field: { tag: 'rule', object: 'contact' }, fault: 'read-only', type: 'bool' },
      { field: { tag: 'source', object: 'contact' }, fault: 'twice', type: 'string' },
      { field: { tag: 'notice_state', object: 'contact' }, fault: 'twice', type: 'string' },
    ])
    expect((await connection()).tagNames).toEqual({})
  })

  it('are read first, then written with what stood in ours, and audited once', async () => {
    const before = (await shown('lawbase_basis')).toSorted()
    expect(before.some((value) => value !== '')).toBe(true)
    expect(await name({ basis: ' city ', source: 'lawbase_source' })).toEqual([])
    expect(await name({ basis: 'city' })).toEqual([])
    const { tagNames, resyncWantedAt } = await connection()
    expect({
      tagNames,
      isReadAgain: resyncWantedAt !== null,
      named: namedFields(lawbase.app, await connection())
        .filter(({ instead }) => instead !== '')
        .map(({ tag, object, instead }) => ({ tag, object, instead })),
    }).toEqual({
      tagNames: { basis: { contact: 'city' } },
      isReadAgain: true,
      named: [{ tag: 'basis', object: 'contact', instead: 'city' }],
    })
    await lawbase.run()
    expect([(await shown('city')).toSorted(), (await connection()).resyncWantedAt]).toEqual([before, null])
    const { rows } = await lawbase.app.pool.query<{ details: Json }>(
      `select details from audit_events where act = 'setting' and details ->> 'what' = 'fields'`,
    )
    expect(rows.map((row) => row.details)).toEqual([{ what: 'fields', from: {}, to: { basis: { contact: 'city' } } }])
  })
})
