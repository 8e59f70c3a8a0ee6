// Screens a list that somebody uploaded. Safe to repeat: its row is claimed first, and each block of results is written
// once, with how far it is.
import type { App } from '../src/operations/app/app.ts'
import { screenAsked } from '../src/operations/screening/screen-file.ts'
import type { Handler } from '../src/queue/work.ts'

export function handleScreening(app: App): Handler<'screen-file'> {
  return async ({ screeningId }, { signal }) => screenAsked(app, screeningId, signal)
}
