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
  const known = (await shownOf(sql, contactIds)).flatMap((record) => [
    ...[record.phone, record.mobile].flatMap((raw) => {
      const read = raw === null ? null : readNumber({ raw, country: record.country }, home)
      return read?.isMobile === true ? [{ contactId: record.contactId, hash: keys.hashPhone(read.number) }] : []
    }),
    ...traceHashes(keys, [record], home).map(({ contactId, hash }) => ({ contactId, hash })),
  ])
  await rememberRemovals(sql, known, removedAt)
}

const traceHashes = (keys: App['keys'], records: Awaited<ReturnType<typeof shownOf>>, home: string | null) =>
  records.flatMap((record) =>
    tracesRemembered(record, home).map(({ kind, text }) => ({
      contactId: record.contactId,
      kind,
      hash: keys.hashTrace(kind, text),
    })),
  )

/**
 * Those of these contacts who are told to be somebody who went, by what that one is remembered by beside the address:
 * the name with it, with phone or company, or a page at LinkedIn. Two people may share a mobile like the address.
 */
export async function toldAgain(
  { keys }: Pick<App, 'keys'>,
  sql: Sql,
  contactIds: readonly string[],
  known: readonly Buffer[],
): Promise<Set<string>> {
  const home = (await loadSettings(sql)).settings.numberCountry
  const remembered = new Set(known.map((hash) => hash.toString('hex')))
  return new Set(
    traceHashes(keys, await shownOf(sql, contactIds), home)
      .filter(({ kind, hash }) => kind !== 'mobile' && remembered.has(hash.toString('hex')))
      .map(({ contactId }) => contactId),
  )
}
