import type { PersonIndex } from './steps.ts'
import { type Held, keyOf, systemNames } from './held.ts'
import { appear } from './appear.ts'
import { freshOf, liveOf, names, type Stand } from './stand.ts'

// Who went comes back by a list that names a source: whatever it says, it proves nothing.

/** The person of a record, by the address that it has or had. */
const personOf = ({ addresses }: Pick<Held, 'addresses'>): PersonIndex | null => {
  const found = names.findIndex((name) => addresses.some((address) => address.startsWith(name)))
  return found === -1 ? null : (found as PersonIndex)
}

/**
 * Everybody whose records are all gone appears anew, in one system or the other: under the address they had, or under
 * another one with the same mobile or name.
 */
export function comeBack(stand: Stand): void {
  const { systems } = stand
  for (const [place, gone] of systems.records.filter(({ state }) => state === 'bin' || state === 'erased').entries()) {
    const person = personOf(gone)
    const { history } = gone
    const byMobile = gone.mobile !== null && place % 2 === 0
    if (person === null || liveOf(stand, history, person).length > 0) continue
    appear(stand, history, {
      do: 'appear',
      person,
      system: systemNames[place % 2] ?? 'a',
      lead: false,
      // What the list says of the past proves nothing either.
      ago: { months: place % 3 === 0 || byMobile ? 0 : 40, days: 0 },
      sourced: true,
      shared: false,
    })
    const [back] = liveOf(stand, history, person)
    if (back === undefined) continue
    back.mobile = gone.mobile
    if (place % 4 === 1 || byMobile) back.addresses = [freshOf(history, person)]
    else back.addresses = [...gone.addresses]
    if (place % 4 === 1) back.mobile = null
    // By the mobile alone: nothing else of them is the same.
    else if (byMobile) back.lastName = `Neu ${history}`
  }
}

/** Writes down what is decided of everybody who is there. */
export async function noteVerdicts({ pool, log, systems }: Stand): Promise<void> {
  const { rows } = await pool.query<{ key: string; verdict: string; rule: string }>(
    `select c.label || ' ' || r.object || ' ' || r.remote_id as key, d.verdict, d.rule
     from decisions d join remote_records r on r.contact_id = d.contact_id join connections c on c.id = r.connection_id
     where r.gone_at is null order by 1`,
  )
  const live = new Set(systems.records.filter(({ state }) => state === 'live').map(keyOf))
  for (const { key, verdict, rule } of rows) if (live.has(key)) log.note({ what: 'judged', record: key, verdict, rule })
}
