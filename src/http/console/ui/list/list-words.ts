import type { View } from '../../app/view.ts'
import { countryName } from '../verdict-pill.tsx'

/**
 * Which list of contacts an act was about, by its filters; ticked people are counted: their ids tell nobody anything.
 */
export const listWords = (view: View, list: string): string =>
  [...new URLSearchParams(list)].map(([name, value]) => filterWords(view, name, value)).join(', ')

function filterWords(view: View, name: string, value: string): string {
  const { common, contacts } = view.t
  const c = contacts.filters
  const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    verdict: { ...common.verdicts, mailable: c.mailable },
    basis: common.bases,
    source: { ...common.sourceKinds, proven: c.proven, declared: c.onlyDeclared },
    clock: common.clocks,
    system: Object.fromEntries(view.systemNames),
  }
  if (name === 'ids') return contacts.bulk.count(value.split(',').length)
  if (name === 'source' && value === 'none') return c.noSource
  const words =
    name === 'country' ? (value === 'none' ? c.unknownCountry : countryName(view, value)) : known[name]?.[value]
  return `${c[name as 'verdict'] ?? name}${view.f.colon}${words ?? value}`
}
