import type { AuditView } from '../../../store/evidence/audit-view.ts'
import type { ObjectionView, PropagationView } from '../../../store/objections/objections-view.ts'

interface LanePart {
  kind: 'waiting' | 'sending' | 'checking'
  fromMs: number
  toMs: number
}

/** Times of one objection at one system, in milliseconds from its recording. */
export interface TimeLane {
  parts: readonly LanePart[]
  /**
   * First proof (or acceptance): from the audit log, because a later repair overwrites the row. Null also where it
   * stands before the recording: the clocks of two machines then say nothing of a duration.
   */
  endMs: number | null
  endAt: Date | null
  /** Later proofs after the block was put back, with who put it back where the system told. */
  repairs: readonly Repair[]
}

interface Repair {
  at: Date
  /** The vendor's own id of the user or import; null where the system did not tell. */
  by: string | null
  kind: 'user' | 'app' | 'unknown'
  putBackAt: Date | null
}

const ends = ['applied', 'accepted']

/**
 * Sending and writing are kept in wall time, recording and proof in business time; the last audit row stands at both,
 * so it gives the difference. A time that does not fit between recording and proof is left out, never guessed.
 */
export function laneOf(
  objection: Pick<ObjectionView, 'recordedAt'>,
  row: PropagationView,
  acts: readonly AuditView[],
): TimeLane {
  const own = acts.filter(
    (act) => act.connectionId === row.connectionId && act.details['objectionId'] === row.objectionId,
  )
  const proofs = own.filter((act) => ends.includes(String(act.details['to'])))
  const first = proofs[0]
  const start = objection.recordedAt.getTime()
  const endAt = first?.at ?? null
  const took = endAt === null ? null : endAt.getTime() - start
  const endMs = took === null || took < 0 ? null : took
  const last = own.at(-1)
  const shift = last === undefined || row.doneAt === null ? 0 : last.at.getTime() - row.doneAt.getTime()
  const inside = (wall: Date | null): number | null => {
    if (wall === null) return null
    const ms = wall.getTime() + shift - start
    return ms < -5 || (endMs !== null && ms > endMs + 5) ? null : Math.max(0, ms)
  }
  const sent = inside(row.firstSentAt)
  const written = inside(row.writtenAt)
  const parts: LanePart[] = []
  const add = (kind: LanePart['kind'], fromMs: number | null, toMs: number | null) => {
    if (fromMs !== null && toMs !== null && toMs > fromMs) parts.push({ kind, fromMs, toMs })
  }
  add('waiting', 0, sent ?? endMs)
  add('sending', sent, written ?? endMs)
  add('checking', written, endMs)
  return {
    parts,
    endMs,
    endAt,
    repairs: proofs
      .slice(1)
      .filter((act) => act.details['to'] === 'applied')
      .map(repairOf),
  }
}

function repairOf(act: AuditView): Repair {
  const putBack = (act.details['putBack'] ?? {}) as { at?: string; by?: string | null; kind?: string }
  return {
    at: act.at,
    by: putBack.by ?? null,
    kind: putBack.kind === 'user' || putBack.kind === 'app' ? putBack.kind : 'unknown',
    putBackAt: putBack.at === undefined ? null : new Date(putBack.at),
  }
}
