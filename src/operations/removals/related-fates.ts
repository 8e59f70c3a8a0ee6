import {
  foreseen,
  keptReasons,
  relatedKinds,
  tells,
  type KeptReason,
  type RelatedFate,
  type RelatedKind,
} from '../../domain/removals/related.ts'
import { planRelated, relatedThere, type RelatedThere } from '../../store/removals/removal-related.ts'
import type { App } from '../app/app.ts'
import { agreed } from './treat-related.ts'

export interface RelatedFates {
  /** Null = not counted yet. */
  countedAt: Date | null
  /** Kinds with something to tell, per Connection. */
  of: ReadonlyMap<string, readonly RelatedFate[]>
}

/**
 * What becomes of what hangs on a plan's people: as counted, and, once the first record went, as read back for the
 * kinds that are deleted.
 */
export async function relatedFates(app: App, planId: string): Promise<RelatedFates> {
  const { counts, countedAt, treatment: fixed, settingsVersion } = await planRelated(app.pool, planId)
  const treatment = fixed ?? (await agreed(app, settingsVersion))
  const there = fixed === null ? [] : await relatedThere(app.pool, planId)
  const ids = new Set([...(counts ?? []), ...there].map(({ connectionId }) => connectionId))
  const of = new Map(
    [...ids].map(
      (connectionId) =>
        [
          connectionId,
          relatedKinds
            .flatMap((kind): RelatedFate[] => {
              if (fixed?.[kind] === 'delete')
                return [
                  readBack(
                    kind,
                    there.filter((row) => row.connectionId === connectionId && row.kind === kind),
                  ),
                ]
              const count = counts?.find((row) => row.connectionId === connectionId && row.kind === kind)
              return count === undefined || countedAt === null ? [] : [foreseen(count, treatment, countedAt)]
            })
            .filter(tells),
        ] as const,
    ),
  )
  return { countedAt, of }
}

function readBack(kind: RelatedKind, rows: readonly RelatedThere[]): RelatedFate {
  const sum = (fits: (row: RelatedThere) => boolean) => rows.filter(fits).reduce((total, { count }) => total + count, 0)
  const whys = [...new Set(rows.filter(({ state }) => state === 'kept').map(({ detail }) => detail))].filter(
    (why): why is KeptReason => (keptReasons as readonly (string | null)[]).includes(why),
  )
  return {
    kind,
    treatment: 'delete',
    deleted: sum(({ state }) => state === 'deleted'),
    inBin: sum(({ state, inBin }) => state === 'deleted' && inBin),
    along: sum(({ state }) => state === 'along'),
    kept: whys.map((why) => ({ why, count: sum(({ state, detail }) => state === 'kept' && detail === why) })),
    refused: rows
      .filter(({ state }) => state === 'refused')
      .map(({ detail, count }) => ({ detail: detail ?? '', count })),
    unread: rows.find(({ state }) => state === 'unread')?.detail ?? null,
    countedAt: null,
  }
}
