import type { View } from '../app/view.ts'
import { unconfirmedAfterMs } from '../../../domain/propagation/states.ts'
import type { PropagationView } from '../../../store/objections/objections-view.ts'
import type { IconName } from '../../ui/icon.tsx'
import { Pill, type Tone } from '../ui/pill.tsx'

const quarterMs = 15 * 60_000
const dayMs = 86_400_000
const unconfirmedMs = 2 * dayMs

type Row = Pick<PropagationView, 'state' | 'reason' | 'proof' | 'nextAttemptAt' | 'createdAt' | 'items' | 'settled'>

interface Shown {
  tone: Tone
  icon?: IconName
  text: string
}

/** State of one objection at one system; never more than was proved. */
export function PropagationPill({ view, row }: { view: View; row: Row }) {
  const { tone, icon, text } = shownOf(view, row)
  return (
    <Pill tone={tone} {...(icon === undefined ? {} : { icon })}>
      {text}
    </Pill>
  )
}

/** The same in words alone, for files. */
export const propagationWord = (view: View, row: Row): string => shownOf(view, row).text

function shownOf(view: View, row: Row): Shown {
  const s = view.t.common.states
  switch (row.state) {
    case 'queued':
      return { tone: 'moving', text: row.reason === 'reintroduced' ? s.again : s.queued }
    case 'sending':
    case 'written':
      return { tone: 'moving', text: s[row.state] }
    case 'applied': {
      const isMarked = row.items.length > 0 && row.items.every((item) => item.level === 'marked')
      return { tone: 'done', text: isMarked ? s.marked : s.applied }
    }
    case 'accepted':
      return acceptedAs(view, row)
    case 'absent':
      return { tone: 'quiet', text: s.absent }
    case 'superseded':
      return { tone: 'quiet', text: endedAs(view, row) }
    case 'refused':
      if (row.settled !== null) return { tone: 'quiet', text: s.settled }
      return { tone: 'broken', text: row.reason === 'not-honoured' ? s.ignored : s.refused }
    case 'waiting':
      return waitingAs(view, row)
  }
}

const endedAs = (view: View, row: Row): string =>
  view.t.common.states[row.reason === 'corrected' ? 'corrected' : 'superseded']

const ageOf = (view: View, row: Row): number => view.now.getTime() - row.createdAt.getTime()

/** Asked, and confirmed only by a later proof: without one it turns into a doubt. */
function acceptedAs(view: View, row: Row): Shown {
  const s = view.t.common.states
  const proof = row.proof === 3 ? 3 : row.proof === 2 ? 2 : 1
  const ageMs = ageOf(view, row)
  if (proof === 1 && ageMs > unconfirmedMs)
    return { tone: ageMs > unconfirmedAfterMs ? 'broken' : 'wait', text: s.unconfirmed }
  return { tone: 'accepted', text: s[`accepted${proof}`] }
}

/** Waiting for a right, for a person, or for the next attempt. */
function waitingAs(view: View, row: Row): Shown {
  const s = view.t.common.states
  const ageMs = ageOf(view, row)
  switch (row.reason) {
    case 'not-granted':
      return { tone: 'broken', icon: 'lock', text: s.notGranted }
    case 'reauthorise':
      return { tone: 'broken', icon: 'plug-connected-x', text: s.reauthorise }
    case 'scope-missing':
      return { tone: 'broken', icon: 'lock', text: s.scope }
    case 'person':
      return { tone: ageMs > unconfirmedMs ? 'broken' : 'wait', icon: 'users', text: s.person }
    case 'paused':
      return { tone: 'wait', text: s.paused }
    default:
      return {
        tone: ageMs < quarterMs ? 'moving' : ageMs < dayMs ? 'wait' : 'broken',
        text: row.nextAttemptAt === null ? s.queued : s.waiting(view.f.time(row.nextAttemptAt)),
      }
  }
}
