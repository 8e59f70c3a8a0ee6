import type { Connector } from '../../connector/contract.ts'
import type { RemoteRecord } from '../../connector/records.ts'
import type { Connection } from '../../store/connections/connections.ts'
import { notePolled, stopListening } from '../../store/connections/listeners.ts'
import type { App } from '../app/app.ts'
import { renewMs } from '../connections/lease.ts'

interface Watch {
  /** A page was taken in, and so many of its records were not known like that. */
  page: (changed: number, records: readonly RemoteRecord[]) => void
  end: (now: Date) => Promise<void>
}

const nothing: Watch = { page: () => undefined, end: () => Promise.resolve() }

/**
 * A subscription may be up and bring nothing (docs/reference/salesforce.md#cometd-errors): a poll finds what it did not
 * bring. The line is then opened anew, and polls come as if nobody listened until it brings something.
 */
export function watchListener(
  app: App,
  { id, pulledAt }: Pick<Connection, 'id' | 'pulledAt'>,
  { hearsWithinMs }: Pick<Connector, 'hearsWithinMs'>,
  mode: 'full' | 'changes',
): Watch {
  if (mode === 'full' || hearsWithinMs === undefined || pulledAt === null) return nothing
  let [fresh, old] = [0, 0]
  return {
    page: (changed, records) => {
      if (changed === 0) return
      const onItsWay = new Date(app.clock.now().getTime() - hearsWithinMs)
      const since = records.filter(({ modifiedAt }) => modifiedAt > pulledAt)
      fresh += since.length
      old += since.filter(({ modifiedAt }) => modifiedAt < onItsWay).length
    },
    end: async (now) => {
      if (!(await notePolled(app.pool, id, { fresh, old }, now))) return
      app.log.warn({ connectionId: id }, 'events are subscribed and do not come, the line is opened again')
      await stopListening(app.pool, id, renewMs + reopenMs)
    },
  }
}
/** Longer than the time between two renewals, so that whoever listens notices. */
const reopenMs = 1_000
