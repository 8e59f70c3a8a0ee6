import { stateOf } from '../../../../operations/removals/erasure/erasure-letter.ts'
import type { ErasureRequest } from '../../../../store/removals/erasure-requests.ts'
import { Pill, type Tone } from '../../ui/pill.tsx'
import type { View } from '../../app/view.ts'

/** What is to be erased: everything, all but a part that is kept, or nothing, where nobody was found. */
export function erasureScope(view: View, request: ErasureRequest): string {
  const e = view.t.erasure
  return request.looked !== null ? e.absent.scope : request.planId === null ? e.keeps : e.all
}

const tones: Readonly<Record<ReturnType<typeof stateOf>, Tone>> = {
  second: 'wait',
  cooling: 'wait',
  blocking: 'moving',
  removing: 'moving',
  ready: 'wait',
  stuck: 'broken',
  answered: 'done',
  'taken-back': 'quiet',
  lapsed: 'broken',
}

/** The same in words alone, for files. */
export function stateText(view: View, request: ErasureRequest): string {
  const { states } = view.t.erasure
  const state = stateOf(request, view.now)
  if (state === 'answered')
    return states.answered(view.f.date(request.answeredAt ?? view.now), request.answeredBy ?? '')
  return state === 'cooling' ? states.cooling(view.f.dateTime(request.coolUntil ?? view.now)) : states[state]
}

/** How far a request is. */
export function ErasurePill({ view, request }: { view: View; request: ErasureRequest }) {
  return <Pill tone={tones[stateOf(request, view.now)]}>{stateText(view, request)}</Pill>
}
