import { describe, expect, it } from 'vitest'
import { basisWrite } from './legal-basis.ts'

const ours = 'Legitimate interest – prospect/lead'
const [customer, consent] = ['Legitimate interest – existing customer', 'Freely given consent from contact']
const values = [ours, customer, consent, 'Legitimate interest - other', 'Not applicable']
const catalogue = new Map([
  ['hs_legal_basis', { name: 'hs_legal_basis', type: 'enumeration', options: values.map((value) => ({ value })) }],
])
const write = { write: 'legitimate-interest-prospect', previous: null } as const

// docs/reference/hubspot.md#prop-legal-basis.
describe('hs_legal_basis', () => {
  it.each([
    ['empty: written', write, null, ours],
    ['set by a person: left', write, consent, null],
    ['several values: left', { ...write, previous: ours }, `${ours};Performance of a contract`, null],
    ['ours before: written again', { ...write, previous: ours }, ours, ours],
    ['the same value set by a person: left', write, ours, null],
    ['ours before, to clear: cleared', { write: null, previous: ours }, ours, ''],
    ['of a person, to clear: left', { write: null, previous: ours }, 'Not applicable', null],
    ['a customer', { write: 'existing-customer', previous: null }, null, customer],
    [
      'ours before, a consent now',
      { write: 'freely-given-consent', previous: 'legitimate-interest-prospect' },
      ours,
      consent,
    ],
    [
      'a consent of ours that a person changed: left',
      { write: 'legitimate-interest-prospect', previous: 'freely-given-consent' },
      customer,
      null,
    ],
    ['nothing asked', undefined, null, null],
  ] as const)('%s', (_name, order, current, expected) => {
    expect(basisWrite(order, current, catalogue)).toBe(expected)
  })

  it('matches the option of the portal whatever its dash', () => {
    const hyphen = new Map([
      [
        'hs_legal_basis',
        { name: 'hs_legal_basis', type: 'enumeration', options: [{ value: 'Legitimate interest - prospect/lead' }] },
      ],
    ])
    expect(basisWrite(write, null, hyphen)).toBe('Legitimate interest - prospect/lead')
  })

  it('writes nothing in a portal without the option', () => {
    expect(basisWrite(write, null, new Map())).toBeNull()
  })
})
