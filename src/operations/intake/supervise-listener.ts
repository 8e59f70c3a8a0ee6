import type { Connector } from '../../connector/contract.ts'
import type { RemoteRecord } from '../../connector/records.ts'
import type { Connection } from '../../store/connections/connections.ts'
import { notePolled, stopListening } from '../../store/connections/listeners.ts'
import { wasDelivered } from '../../store/intake/deliveries.ts'
import type { App } from '../app/app.ts'
import { renewMs } from '../connections/lease.ts'

/** What a page showed: records not known like that, and objections among them. */
interface Shown {
  changed: number
  found: number
}

interface Watch {
  page: (shown: Shown, records: readonly RemoteRecord[]) => void
  end: (now: Date) => Promise<void>
}

const nothing: Watch = { page: () => undefined, end: () => Promise.resolve() }

/**
 * A subscription may be up and bring nothing (docs/reference/salesforce.md#cometd-errors,
 * docs/reference/hubspot.md#journal): a poll finds what it did not bring. The line is then opened anew, and polls come
 * as if nobody listened until it brings something.
 */
export function watchListener(
  app: App,
  connection: Pick<Connection, 'id' | 'pulledAt' | 'connector' | 'accountId'>,
  { hearsWithinMs }: Pick<Connector, 'hearsWithinMs'>,
  mode: 'full' | 'changes',
): Watch {
  const { pulledAt } = connection
  if (mode === 'full' || pulledAt === null) return nothing
  return hearsWithinMs === undefined
    ? watchObjections(app, connection)
    : watchChanges(app, { id: connection.id, pulledAt }, hearsWithinMs)
}

/** Every change is announced in a known time. */
function watchChanges(app: App, { id, pulledAt }: { id: string; pulledAt: Date }, hearsWithinMs: number): Watch {
  let [fresh, old] = [0, 0]
  return {
    page: ({ changed }, records) => {
      if (changed === 0) return
      const onItsWay = new Date(app.clock.now().getTime() - hearsWithinMs)
      const since = records.filter(({ modifiedAt }) => modifiedAt > pulledAt)
      fresh += since.length
      old += since.filter(({ modifiedAt }) => modifiedAt < onItsWay).length
    },
    end: (now) => judge(app, id, { fresh, old }, now),
  }
}

/** Only some changes are announced, an objection perhaps not, and something is in a day. */
function watchObjections(
  app: App,
  { id, connector, accountId }: Pick<Connection, 'id' | 'connector' | 'accountId'>,
): Watch {
  let found = 0
  return {
    page: (shown) => {
      found += shown.found
    },
    end: async (now) => {
      const isMissed =
        found > 0 && !(await wasDelivered(app.pool, { connector, accountId }, new Date(now.getTime() - dayMs)))
      await judge(app, id, { fresh: isMissed ? found : 0, old: 0 }, now)
    },
  }
}
const dayMs = 86_400_000

async function judge(app: App, id: string, seen: { fresh: number; old: number }, now: Date): Promise<void> {
  if (!(await notePolled(app.pool, id, seen, now))) return
  app.log.warn({ connectionId: id }, 'events are subscribed and do not come, the line is opened again')
  await stopListening(app.pool, id, renewMs + reopenMs)
}
/** Longer than the time between two renewals, so that whoever listens notices. */
const reopenMs = 1_000
