import { findPersonLink } from '../../store/tags/tags.ts'
import { appendSpool, keyOfStop, readSpool, type SpooledStop } from '../../store/links/spool-file.ts'
import type { App } from '../app/app.ts'
import { stopByLink } from './person-link.ts'

/**
 * Keeps a person's "stop everything" that cannot be stored just now. False when no more can be kept: then it must be
 * refused.
 */
export async function keepForLater(app: App, stop: SpooledStop): Promise<boolean> {
  return appendSpool(app.spoolFolder, stop).catch((error: NodeJS.ErrnoException) => {
    app.log.error(
      { fault: error.code ?? error.name },
      'a request could not be kept on the disk while the database is away',
    )
    return false
  })
}

/** Records what was kept while the database was away, each with the time it came and once, however often this runs. */
export async function takeInSpool(app: App): Promise<void> {
  for await (const stops of readSpool(app.spoolFolder)) {
    let recorded = 0
    for (const stop of stops) {
      const link = await findPersonLink(app.pool, stop.tokenHash)
      // A token that nobody has was kept too: without the database nobody could tell.
      if (link === null) continue
      await stopByLink(app, link, stop.door, null, { receivedAt: stop.receivedAt, idempotencyKey: keyOfStop(stop) })
      recorded += 1
    }
    app.log.info({ kept: stops.length, recorded }, 'requests received while the database was unavailable were recorded')
  }
}
