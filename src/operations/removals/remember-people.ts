import { readNumber } from '../../domain/contacts/numbers/read-number.ts'
import { tracesRemembered } from '../../domain/contacts/likeness/traces.ts'
import type { Sql } from '../../store/app/database.ts'
import { rememberRemovals, shownOf } from '../../store/removals/removal-memory.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'

/**
 * Keeps by what people who are about to be purged will be known again beside their addresses
 * (docs/reference/promises.md#kept): their mobiles, in whichever field a system keeps them, and what else tells a
 * person. A fixed line without the name is left out.
 */
export async function rememberPeople(
  { keys }: Pick<App, 'keys'>,
  sql: Sql,
  contactIds: readonly string[],
  removedAt: Date,
): Promise<void> {
  const home = (await loadSettings(sql)).settings.numberCountry
  const known = (await shownOf(sql, contactIds)).flatMap((record) =>
    [
      ...[record.phone, record.mobile].flatMap((raw) => {
        const read = raw === null ? null : readNumber({ raw, country: record.country }, home)
        return read?.isMobile === true ? [keys.hashPhone(read.number)] : []
      }),
      ...tracesRemembered(record, home).map(({ kind, text }) => keys.hashTrace(kind, text)),
    ].map((hash) => ({ contactId: record.contactId, hash })),
  )
  await rememberRemovals(sql, known, removedAt)
}
