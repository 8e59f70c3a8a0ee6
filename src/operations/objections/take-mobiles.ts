import { numberChannels } from '../../domain/app/channel.ts'
import { everyKind } from '../../domain/app/kind.ts'
import { readNumber } from '../../domain/contacts/numbers/read-number.ts'
import type { Sql } from '../../store/app/database.ts'
import { ensureIdentities, insertSuppressions } from '../../store/objections/objections.ts'
import { heldByMany, numbersOfObjectors, tieMobiles } from '../../store/objections/taken-mobiles.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'

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
  const held = await numbersOfObjectors(sql, [...new Set(contactIds)])
  if (held.length === 0) return []
  const { settings } = await loadSettings(sql)
  const mobiles = held.flatMap(({ objectionId, since, phone, mobile, country }) =>
    [phone, mobile].flatMap((raw) => {
      const read = raw === null ? null : readNumber({ raw, country }, settings.numberCountry)
      return read?.isMobile === true ? [{ objectionId, since, hash: app.keys.hashPhone(read.number) }] : []
    }),
  )
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
