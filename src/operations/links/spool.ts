import { findByIdempotencyKeys } from '../../store/objections/objections.ts'
import { findPersonLinks } from '../../store/tags/tags.ts'
import { appendSpool, keyOfStop, readSpool, type SpooledStop } from '../../store/links/spool-file.ts'
import type { App } from '../app/app.ts'
import { stopByLink } from './person-link.ts'

/**
 * Keeps a person's "stop everything" that cannot be stored just now. False when no more can be kept: then it must be
 * refused.
 */
export async function keepForLater(app: Pick<App, 'spoolFolder' | 'log'>, stop: SpooledStop): Promise<boolean> {
  return appendSpool(app.spoolFolder, stop).catch((error: NodeJS.ErrnoException) => {
    app.log.error(
      { fault: error.code ?? error.name },
      'a request could not be kept on the disk while the database is away',
    )
    return false
  })
}

/** So many are recorded at once: a commit for one person takes about as long as one for all of them. */
const stepSize = 100

/**
 * Records what was kept while the database was away, each with the time it came and once, however often this runs, and
 * in several processes that share the folder. Calls `moved` after each step.
 */
export async function takeInSpool(app: App, moved: () => void = () => undefined): Promise<void> {
  for await (const stops of readSpool(app.spoolFolder)) {
    const steps = Array.from({ length: Math.ceil(stops.length / stepSize) }, (_, step) =>
      stops.slice(step * stepSize, (step + 1) * stepSize),
    )
    // Another process may read the same file: each begins somewhere else, so that they do not do the same work.
    const from = Math.floor(Math.random() * steps.length)
    let recorded = 0
    for (const step of [...steps.slice(from), ...steps.slice(0, from)]) {
      recorded += await recordStep(app, step)
      moved()
    }
    app.log.info({ kept: stops.length, recorded }, 'requests received while the database was unavailable were recorded')
  }
}

/** Records those that are not recorded yet, and says how many. */
async function recordStep(app: App, stops: readonly SpooledStop[]): Promise<number> {
  const known = await findByIdempotencyKeys(app.pool, stops.map(keyOfStop))
  const fresh = stops.filter((stop) => !known.has(keyOfStop(stop)))
  const links = await findPersonLinks(
    app.pool,
    fresh.map(({ tokenHash }) => tokenHash),
  )
  const recorded = await Promise.all(
    fresh.flatMap((stop) => {
      const link = links.get(stop.tokenHash.toString('hex'))
      // A token that nobody has was kept too: without the database nobody could tell.
      if (link === undefined) return []
      return [stopByLink(app, link, stop.door, null, { receivedAt: stop.receivedAt, idempotencyKey: keyOfStop(stop) })]
    }),
  )
  return recorded.length
}
