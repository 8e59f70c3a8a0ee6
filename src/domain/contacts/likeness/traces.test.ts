import { expect, it } from 'vitest'
import { tracesRemembered, tracesShown } from './traces.ts'

const nobody = { firstName: null, lastName: null, country: null, phone: null, mobile: null, domains: [] }
type Shown = Partial<typeof nobody | { [Key in keyof typeof nobody]: string | null }>

/** By what somebody who shows the one is taken for who went with the other. */
function known(went: Shown, comes: Shown): string[] {
  const traces = (of: typeof tracesShown | typeof tracesRemembered, record: Shown) =>
    of({ ...nobody, ...(record as object) }, null).map(({ kind, text }) => `${kind} ${text}`)
  const remembered = new Set(traces(tracesRemembered, went))
  return [...new Set(traces(tracesShown, comes).filter((trace) => remembered.has(trace)))].map(
    (trace) => trace.split(' ')[0] ?? '',
  )
}

const [spanish, french, bare] = ['+34 612 34 56 78', '+33 6 12 34 56 78', '06 12 34 56 78']
it.each([
  ['another country', { mobile: spanish }, { mobile: french }, []],
  ['the same country', { mobile: french }, { mobile: bare, country: 'France' }, ['mobile']],
  ['a country and none', { mobile: french }, { phone: bare }, ['mobile']],
  ['none and a country', { mobile: bare }, { mobile: french }, ['mobile']],
  ['no country on either', { mobile: bare }, { mobile: '0612345678' }, ['mobile']],
  ['a fixed line in the field for mobiles', { mobile: '+33 1 40 20 30 40' }, { mobile: '+33 1 40 20 30 40' }, []],
  [
    'the name with a fixed line, in whichever field',
    { mobile: '+33 1 40 20 30 40', firstName: 'Jo', lastName: 'Doe' },
    { phone: '01 40 20 30 40', firstName: 'Doe', lastName: 'Jo' },
    ['phone'],
  ],
  [
    'the name with lines of two countries',
    { phone: spanish, firstName: 'Jo', lastName: 'Doe' },
    { phone: french, firstName: 'Jo', lastName: 'Doe' },
    [],
  ],
] as const)('is known again or not by a number of %s', (_name, went, comes, expected) => {
  expect(known(went, comes)).toEqual(expected)
})
