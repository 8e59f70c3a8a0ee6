import { may } from '../../../../domain/accounts/roles.ts'
import { feedState } from '../../../../store/brokers/feeds/feeds.ts'
import type { ConnectionRow } from '../../../../store/connections/connections-view.ts'
import type { View } from '../../app/view.ts'
import type { Need } from './need.ts'

const dayMs = 86_400_000

/** For an admin, who mends it on the page of the Connection. */
const atAdmin = (
  row: Pick<ConnectionRow, 'id'>,
  label: string,
  place: string,
): Pick<Need, 'tone' | 'owner' | 'seenBy' | 'act' | 'icon'> => ({
  tone: 'broken',
  icon: 'alert-triangle',
  owner: 'admin',
  seenBy: may.all,
  act: { label, href: `/connections/${row.id}${place}`, roles: may.configure },
})

/** A vendor of data whose opt-outs could not be read. */
export function feedFailingNeed({ t: { feeds } }: View, row: ConnectionRow, failedAt: Date): Need {
  return {
    ...atAdmin(row, feeds.needs.act, ''),
    what: feeds.needs.failing(row.label),
    more: feeds.needs.failingMore,
    ...(row.pullFailure === null ? {} : { quote: row.pullFailure }),
    at: { kind: 'since', date: failedAt },
  }
}

/** Vendors of data whose messages were lost, or whose list nobody brought for too long. */
export async function feedNeeds({ app, now, t: { feeds } }: View, systems: readonly ConnectionRow[]): Promise<Need[]> {
  const told = systems.filter(
    (row) => row.state !== 'disconnected' && app.connectors.get(row.connector)?.kind === 'feed',
  )
  const needs = await Promise.all(
    told.map(async (row): Promise<Need[]> => {
      const { missed, missedSince, importedAt } = await feedState(app.pool, row.id)
      const days = app.connectors.get(row.connector)?.feed?.listDays
      const since = importedAt ?? row.createdAt
      const isLate = days !== undefined && (importedAt === null || now.getTime() - since.getTime() > days * dayMs)
      const need = (what: string, more: string, date: Date): Need => ({
        ...atAdmin(row, feeds.needs.act, '#list'),
        what,
        more,
        at: { kind: 'since', date },
      })
      return [
        ...(missed > 0 && missedSince !== null
          ? [need(feeds.needs.missed(row.label, missed), feeds.needs.missedMore, missedSince)]
          : []),
        ...(isLate
          ? [{ ...need(feeds.needs.list(row.label), feeds.needs.listMore, since), tone: 'wait' as const }]
          : []),
      ]
    }),
  )
  return needs.flat()
}
