import type { AuditView } from '../../../store/evidence/audit-view.ts'
import type { View } from './view.ts'

/** Who acted, in words; people are named by their address. */
export function actorName(view: View, actor: string): string {
  const { actors, apiKey } = view.t.audit
  const key = /^api key (\S+)$/u.exec(actor)?.[1]
  return key === undefined ? (actors[actor] ?? view.app.connectors.get(actor)?.label ?? actor) : apiKey(key)
}

/** What came of an act, where it is one that has a result; '' = none is told. */
export function resultOf({ t }: View, { act, details }: AuditView): string {
  const text = (key: string) => (typeof details[key] === 'string' ? details[key] : '')
  const states: Readonly<Record<string, string>> = {
    applied: t.common.states.applied,
    accepted: t.common.states[details['proof'] === 2 ? 'accepted2' : 'accepted1'],
    absent: t.common.states.absent,
    refused: t.common.states.refused,
  }
  if (act === 'propagation') return states[text('to')] ?? text('to')
  if (act === 'decision') return (t.common.verdicts as Readonly<Record<string, string>>)[text('verdict')] ?? ''
  return details['unclear'] === true ? t.repermission.results.unclear : ''
}
