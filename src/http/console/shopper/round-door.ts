import { doorName } from '../../documents/door-name.ts'
import type { Door } from '../../../domain/objections/objection.ts'
import type { View } from '../app/view.ts'

/** The door by its name on these pages: the desk's form has none of its own among people's doors. */
export function shopperDoorName(t: View['t'], round: { door: Door; origin: string | null }): string {
  return round.door === 'other' ? t.shopper.byHand : doorName(t.common, round)
}
