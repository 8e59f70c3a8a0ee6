import { numberChannels } from '../../../domain/app/channel.ts'
import { everyKind } from '../../../domain/app/kind.ts'
import { classifyPhone } from '../../../domain/contacts/classify-phone.ts'
import { countryOf } from '../../../domain/contacts/country.ts'
import { normalPhone } from '../../../domain/contacts/identity.ts'
import type { Sql } from '../../../store/app/database.ts'
import { ensureIdentities, insertSuppressions } from '../../../store/objections/objections.ts'
import { heldByMany, numbersOfObjectors, tieMobiles } from '../../../store/objections/taken-mobiles.ts'
import type { App } from '../../app/app.ts'

/** More contacts than this with one number: a company gives it to all of them, mobile or not. */
const maxHolders = 3

/**
 * Whoever said no to everything is not called or texted on a mobile of their records either, on whatever record it
 * stands (docs/decisions/0040-objectors-by-mobile.md): the objection covers these numbers from now on. Gives the
 * objections that cover more than before. Doing it twice changes nothing.
 */
export async function takeMobiles(
  app: Pick<App, 'keys'>,
  sql: Sql,
  contactIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const mobiles = (await numbersOfObjectors(sql, [...new Set(contactIds)])).flatMap((row) => {
    const country = countryOf(row.country)
    return [row.phone, row.mobile].flatMap((raw) => {
      const number = raw === null ? null : normalPhone(raw, country)
      return number === null || classifyPhone(number, country, {}).line !== 'mobile'
        ? []
        : [{ objectionId: row.objectionId, since: row.since, hash: app.keys.hashPhone(number) }]
    })
  })
  if (mobiles.length === 0) return []
  const many = await heldByMany(
    sql,
    mobiles.map(({ hash }) => hash),
    maxHolders,
  )
  const own = mobiles.filter(({ hash }) => !many.has(hash.toString('hex')))
  await ensureIdentities(
    sql,
    own.map(({ hash }) => ({ hash, kind: 'phone', role: false })),
    now,
  )
  const tied = await tieMobiles(sql, own)
  const fresh = own.filter(({ objectionId, hash }) => tied.has(`${objectionId} ${hash.toString('hex')}`))
  await insertSuppressions(
    sql,
    fresh.flatMap((row) => numberChannels.map((channel) => ({ ...row, channel, kind: everyKind }))),
  )
  return [...new Set(fresh.map(({ objectionId }) => objectionId))]
}
