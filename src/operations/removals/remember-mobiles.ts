import { readNumber } from '../../domain/contacts/numbers/read-number.ts'
import type { Sql } from '../../store/app/database.ts'
import { rememberRemoval } from '../../store/backup/replay.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { numbersOf } from '../../store/removals/purge.ts'
import type { App } from '../app/app.ts'

/**
 * Keeps the mobiles of people who are about to be purged in the memory of removals
 * (docs/reference/promises.md#kept): a mobile belongs to one person, in whichever field a system keeps it. A fixed line
 * is left out.
 */
export async function rememberMobiles(
  app: Pick<App, 'keys'>,
  sql: Sql,
  contactIds: readonly string[],
  now: Date,
): Promise<void> {
  const { settings } = await loadSettings(sql)
  const hashes = (await numbersOf(sql, contactIds)).flatMap(({ phone, mobile, country }) =>
    [phone, mobile].flatMap((raw) => {
      const read = raw === null ? null : readNumber({ raw, country }, settings.numberCountry)
      return read?.isMobile === true ? [app.keys.hashPhone(read.number)] : []
    }),
  )
  if (hashes.length > 0) await rememberRemoval(sql, hashes, now.toISOString())
}
