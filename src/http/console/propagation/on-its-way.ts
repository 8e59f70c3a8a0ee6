import type { PropagationView } from '../../../store/objections/objections-view.ts'

/** Something is under way: the page looks again by itself. */
export function isOnItsWay({ state }: PropagationView): boolean {
  return ['queued', 'sending', 'written'].includes(state)
}
