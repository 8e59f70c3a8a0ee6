import {
  correctedFrom,
  correctedSystems,
  correctionsOf,
  goneOf,
  type CorrectedSystem,
  type Correction,
} from '../../store/objections/corrections.ts'
import { findObjectionView } from '../../store/objections/objections-view.ts'
import type { App } from '../app/app.ts'

/** Whether an objection was entered for the wrong person, and how far its systems are with it. */
export interface CorrectionState {
  correction: Correction | null
  systems: readonly CorrectedSystem[]
  /** The mistaken entry that this objection was recorded from. */
  from: { id: string; number: string } | null
  /** When the person of the objection was removed; null = they are still there, or never were. */
  goneAt: Date | null
}

/** What the doors show of a correction. */
export async function loadCorrection(
  app: App,
  { id, contactId }: { id: string; contactId: string | null },
): Promise<CorrectionState> {
  const correction = (await correctionsOf(app.pool, [id])).get(id) ?? null
  return {
    correction,
    systems: correction === null ? [] : await correctedSystems(app.pool, id),
    from: await correctedFrom(app.pool, id),
    goneAt: await goneOf(app.pool, contactId),
  }
}

/** A correction as a program is told of it: no address, no name. Null = no such objection, or it was not corrected. */
export async function correctionSummary(app: App, key: string) {
  const objection = await findObjectionView(app.pool, key)
  if (objection === null) return null
  const { correction, systems, goneAt } = await loadCorrection(app, objection)
  if (correction === null) return null
  return {
    id: objection.id,
    number: objection.number,
    reason: correction.reason,
    by: correction.by,
    at: correction.at,
    right: correction.right?.number ?? null,
    personRemovedAt: goneAt,
    systems: systems.map(({ label, shut, task }) => ({
      label,
      open: shut.length > 0 || (task !== null && task.doneAt === null),
      blocks: shut.map(({ object, remoteId, cell, byHand, detail }) => ({
        record: `${object} ${remoteId}`,
        cell,
        byHand,
        detail,
      })),
      told: task === null ? null : { at: task.toldAt, takenBackAt: task.doneAt, takenBackBy: task.doneBy },
    })),
  }
}
