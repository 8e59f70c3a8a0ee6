import { classifyPhone } from '../../domain/contacts/classify-phone.ts'
import { countryOf } from '../../domain/contacts/country.ts'
import { normalPhone } from '../../domain/contacts/identity.ts'
import type { Sql } from '../../store/app/database.ts'
import { rememberRemoval } from '../../store/backup/replay.ts'
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
  const hashes = (await numbersOf(sql, contactIds)).flatMap(({ phone, mobile, country: typed }) => {
    const country = countryOf(typed)
    return [phone, mobile].flatMap((raw) => {
      const number = raw === null ? null : normalPhone(raw, country)
      return number === null || classifyPhone(number, country, {}).line !== 'mobile' ? [] : [app.keys.hashPhone(number)]
    })
  })
  if (hashes.length > 0) await rememberRemoval(sql, hashes, now.toISOString())
}
