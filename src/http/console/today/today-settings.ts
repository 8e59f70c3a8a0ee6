import { isToolFresh } from '../../../operations/decisions/blind-clock.ts'
import type { ConnectionRow } from '../../../store/connections/connections-view.ts'
import { may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'
import type { Need } from './needs/need.ts'

/** Questions only a person can answer. They matter once a base was read. */
export function settingNeeds(view: View, systems: readonly ConnectionRow[], readTo: ReadonlyMap<string, Date>): Need[] {
  const first = systems.find((row) => row.fullPulledAt !== null)
  if (first === undefined) return []
  return questionsOf(view, readTo)
    .filter((question) => question.isOpen)
    .map(({ label, href, icon, what, more, owner }) => ({
      tone: 'wait',
      icon,
      what,
      more,
      owner,
      at: first.fullPulledAt === null ? null : { kind: 'since', date: first.fullPulledAt },
      act: { label, href, roles: may.configure },
      seenBy: may.configure,
    }))
}

interface Question extends Pick<Need, 'icon' | 'what' | 'more' | 'owner'> {
  isOpen: boolean
  label: string
  href: string
}

function questionsOf({ settings, f, t, now }: View, readTo: ReadonlyMap<string, Date>): Question[] {
  const n = t.today.needs
  const { otherTools, offers, controller } = settings
  const unread = (otherTools ?? []).filter((tool) => !isToolFresh(readTo.get(tool.toLowerCase()), now))
  const tools = { owner: 'admin', href: '/settings/tools' } as const
  const offer = { owner: 'dpo', href: '/offers', icon: 'speakerphone' } as const
  const company = { owner: 'admin', href: '/settings/company', icon: 'info-circle' } as const
  return [
    {
      ...tools,
      isOpen: unread.length > 0,
      icon: 'clock-hour-4',
      what: n.unread(f.list(unread)),
      more: n.unreadMore,
      label: n.unreadAct,
    },
    { ...tools, isOpen: otherTools === null, icon: 'info-circle', what: n.tools, more: n.toolsMore, label: n.toolsAct },
    { ...offer, isOpen: offers.length === 0, what: n.offer, more: n.offerMore, label: n.offerAct },
    {
      ...offer,
      isOpen: offers.some(({ assessment }) => assessment === null),
      what: n.assessment,
      more: n.assessmentMore,
      label: n.assessmentAct,
    },
    { ...company, isOpen: controller === null, what: n.company, more: n.companyMore, label: n.companyAct },
  ]
}
