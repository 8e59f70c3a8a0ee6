import { contactsOfBroker } from '../../store/brokers/brokers.ts'
import type { App } from '../app/app.ts'
import { decideAgain } from '../decisions/decide-later.ts'

/** People decided together: a round of statements costs the same for all of them. */
const together = 500

/**
 * The verdicts of everybody whose data came from a broker follow the register at once; what is cut off here the nightly
 * run makes good.
 */
export function decideBroker(app: App, brokerId: string): void {
  app.later(
    decidePages(app, brokerId).catch((error: unknown) => {
      app.log.error(
        { brokerId, stack: error instanceof Error ? error.stack : undefined },
        'verdicts could not follow the register of brokers',
      )
    }),
  )
}

async function decidePages(app: App, brokerId: string): Promise<void> {
  for (let after: string | null = null; ; ) {
    const ids = await contactsOfBroker(app.pool, brokerId, after, together)
    await decideAgain(app, ids)
    if (ids.length < together) return
    after = ids.at(-1) ?? null
  }
}
