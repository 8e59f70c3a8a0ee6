import { movedApps } from '../../../operations/connections/moved-apps.ts'
import { journalHealth } from '../../../operations/backup/follow-journal.ts'
import { unsealedAlarm } from '../../../store/alarms/unsealed.ts'
import type { HygieneRun } from '../../../store/runs/runs.ts'
import { may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'
import type { Need } from './needs/need.ts'

/** The nightly run ended before its last step. */
export function runNeed(view: View, run: HygieneRun): Need {
  const t = view.t.today.needs
  return {
    tone: 'broken',
    icon: 'list-check',
    what: t.runFailed,
    more: '',
    ...(run.failure === null ? {} : { quote: run.failure }),
    owner: 'admin',
    at: { kind: 'since', date: run.finishedAt ?? run.startedAt },
    act: { label: t.runFailedAct, href: `/runs/${run.id}`, roles: may.configure },
    seenBy: may.all,
  }
}

/** The journal of what must survive a restore stands still. */
export async function journalNeeds({ app, t: { today } }: View): Promise<Need[]> {
  const t = today.needs
  const journal = await journalHealth(app)
  if (journal?.since == null) return []
  return [
    {
      tone: 'broken',
      icon: 'alert-triangle',
      what: t.journal,
      more: t.journalMore,
      ...(journal.failure === null ? {} : { quote: journal.failure }),
      owner: 'admin',
      at: { kind: 'since', date: journal.since },
      act: { label: t.journalAct, href: '/audit', roles: may.configure },
      seenBy: may.configure,
    },
  ]
}

/** Entries of the audit log stay unsealed (docs/reference/promises.md#i7). */
export async function unsealedNeeds({ app, t: { today } }: View): Promise<Need[]> {
  const t = today.needs
  const alarm = await unsealedAlarm(app.pool)
  if (alarm === null) return []
  return [
    {
      tone: 'broken',
      icon: 'alert-triangle',
      what: t.unsealed,
      more: t.unsealedMore,
      owner: 'admin',
      at: { kind: 'since', date: alarm.since },
      act: { label: t.journalAct, href: '/audit', roles: may.configure },
      seenBy: may.configure,
    },
  ]
}

/** The console has another address than apps at the vendors know. */
export async function movedNeeds(view: View): Promise<Need[]> {
  const w = view.t.consoleAddress
  const moved = await movedApps(view.app)
  if (moved.length === 0) return []
  return [
    {
      tone: 'wait',
      icon: 'plug-connected',
      what: w.moved(moved.length),
      more: w.needMore(view.f.list(moved.map(({ label }) => label))),
      owner: 'admin',
      at: null,
      act: { label: w.needAct, href: '/connections#moved', roles: may.connect },
      seenBy: may.configure,
    },
  ]
}
