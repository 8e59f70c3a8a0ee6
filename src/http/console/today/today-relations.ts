import { may } from '../../../domain/accounts/roles.ts'
import { connectionRows, type ConnectionRow } from '../../../store/connections/connections-view.ts'
import { countUndecided } from '../../../store/inactivity/encounters.ts'
import { countFoundValues, countMaybeCustomers } from '../../../store/contacts/relation-values.ts'
import type { View } from '../app/view.ts'
import type { Need } from './needs/need.ts'

/**
 * What means customer (docs/decisions/0036): asked of every system whose words nobody ever confirmed, and then as long
 * as people are kept for a value that nobody judged.
 */
export async function relationNeeds(view: View): Promise<Need[]> {
  const { app, settings, t } = view
  const r = t.relationValues
  const unasked = (await connectionRows(app.pool)).filter(
    ({ connector, fullPulledAt }) =>
      fullPulledAt !== null &&
      app.connectors.get(connector)?.customers !== undefined &&
      settings.relationValues[connector] === undefined,
  )
  if (unasked.length > 0) return firstNeeds(view, unasked)
  const { people, unread } = await countMaybeCustomers(app.pool)
  return people === unread ? [] : [needOf(view, r.title, r.taskKept(people - unread), null)]
}

/** Outcomes of calls and meetings that nobody judged, as long as people are kept for them (docs/decisions/0041). */
export async function encounterNeeds(view: View): Promise<Need[]> {
  const e = view.t.encounters
  const people = await countUndecided(view.app.pool)
  const act = { label: e.taskAct, href: '/settings/encounters', roles: may.configure }
  return people === 0 ? [] : [{ ...needOf(view, e.task(people), e.taskMore, null), act }]
}

/** Once for each kind of system, as long as nobody answered. */
async function firstNeeds(view: View, systems: readonly ConnectionRow[]): Promise<Need[]> {
  const { app, t } = view
  const found = await countFoundValues(app.pool)
  return [...new Map(systems.map((row) => [row.connector, row])).values()].flatMap(
    ({ connector, label, fullPulledAt }) => {
      const values = found.get(connector) ?? 0
      return values === 0
        ? []
        : [needOf(view, t.relationValues.taskFirst(label, values), t.relationValues.taskMore, fullPulledAt)]
    },
  )
}

function needOf(view: View, what: string, more: string, since: Date | null): Need {
  return {
    tone: 'wait',
    icon: 'users',
    what,
    more,
    owner: 'admin',
    at: since === null ? null : { kind: 'since', date: since },
    act: { label: view.t.relationValues.taskAct, href: '/settings/customers', roles: may.configure },
    seenBy: may.configure,
  }
}
