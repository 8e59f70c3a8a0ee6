import { ConnectorError } from '../../../connector/errors.ts'
import type { RecordRef } from '../../../connector/records.ts'
import type { RelatedCount } from '../../../domain/removals/related.ts'
import { loadSettings } from '../../../store/settings/settings.ts'
import type { User } from '../../../store/accounts/users.ts'
import type { App } from '../../app/app.ts'
import { noteViews } from '../../app/note-use.ts'
import { relatedOf } from '../count-related.ts'
import { readDependencies } from '../read-dependencies.ts'

/** Related records of the person in one system; null = it tells of none, `unread` = it could not be read now. */
export type RelatedThere = readonly RelatedCount[] | 'unread' | null

/** How long who decides waits for the systems. */
const longestLookMs = 15_000

/**
 * Reads afresh, for who decides on an erasure, what is open with the person and their related records, and notes
 * that they were shown in clear. What cannot be read is said to be so.
 */
export async function lookAtPerson(
  app: App,
  user: Pick<User, 'email'>,
  contactIds: readonly string[],
  records: readonly { connectionId: string; ref: RecordRef }[],
): Promise<ReadonlyMap<string, RelatedThere>> {
  const { settings } = await loadSettings(app.pool)
  const signal = AbortSignal.timeout(longestLookMs)
  await noteViews(app, user, contactIds, { for: 'erasure' })
  await readDependencies(app, contactIds, { settings, signal, unreachable: 'unknown' }).catch(unlessSlow)
  const there = [...Map.groupBy(records, ({ connectionId }) => connectionId)]
  return new Map(
    await Promise.all(
      there.map(async ([id, theirs]): Promise<[string, RelatedThere]> => {
        const refs = theirs.map(({ ref }) => ref)
        return [id, await relatedOf(app, id, refs, settings.related, signal).catch(unlessSlow)]
      }),
    ),
  )
}

/** A system that fails or is slow keeps nobody from deciding: what it would say is unknown. */
function unlessSlow(error: unknown): 'unread' {
  if (error instanceof ConnectorError || (error instanceof Error && error.name === 'TimeoutError')) return 'unread'
  throw error
}
