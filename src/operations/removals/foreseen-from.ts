import { dayOf } from '../../domain/app/day.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { listConnections } from '../../store/connections/connections.ts'
import type { ForeseenFrom } from '../../store/time-machine/time-machine-view.ts'
import type { App } from '../app/app.ts'
import { isBlind } from '../decisions/blind-clock.ts'
import { lookingFrom } from './plan-removals.ts'

/**
 * From when one looks ahead to a UTC day: today as a plan of this minute would, another day as one of its first minute.
 * Whether last acts will be unknown then, nobody can say: on another day they count as known.
 */
export async function foreseenFrom(app: App, settings: Settings, on: string): Promise<ForeseenFrom> {
  const now = app.clock.now()
  const isToday = on === dayOf(now)
  return {
    ...lookingFrom(settings, isToday ? now : new Date(`${on}T00:00:00Z`)),
    blind: isToday && (await isBlind(app, app.pool, settings, await listConnections(app.pool), now)),
  }
}
