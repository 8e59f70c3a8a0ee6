import { allowed, may, type Role } from '../../../../domain/accounts/roles.ts'
import type { Texts } from '../../../locales/texts.ts'

type TourStop = keyof Texts['tour']['stops']

/** Where the tour stops, in its order, and who may open the page. */
const stops: readonly (readonly [stop: TourStop, href: string, roles: readonly Role[]])[] = [
  ['today', '/', may.all],
  ['contacts', '/contacts?verdict=mailable', may.all],
  ['optOut', '/objections/new', may.person],
  ['optOuts', '/objections?state=all', may.all],
  ['reviews', '/reviews', may.person],
  ['removals', '/removals', may.seePlans],
  ['timeMachine', '/removals/time-machine', may.judge],
  ['connections', '/connections', may.configure],
  ['scorecard', '/scorecard', may.all],
  ['evidence', '/evidence', may.export],
]

/** The stops of a role, each with its number from 1 and its address in the tour. */
export function tourOf(role: Role): { stop: TourStop; number: number; href: string }[] {
  return stops
    .filter(([, , roles]) => allowed(role, roles))
    .map(([stop, href], place) => {
      const number = place + 1
      return { stop, number, href: `${href}${href.includes('?') ? '&' : '?'}tour=${number}` }
    })
}
