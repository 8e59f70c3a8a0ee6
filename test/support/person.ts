import { newToken, tokenHash } from '../../src/crypto/tokens.ts'
import { maskEmail } from '../../src/domain/contacts/identity.ts'
import type { App } from '../../src/operations/app/app.ts'
import { insertPersonLinks } from '../../src/store/tags/tags.ts'

/**
 * A link of the person who holds the address; without one, of somebody who has not said no and has one address.
 * `language`: what their records say.
 */
export async function linkFor(
  app: App,
  email?: string,
  language?: string,
): Promise<{ token: string; contactId: string; email: string }> {
  const { rows } = await app.pool.query<{ contact_id: string; value: string }>(
    `select r.contact_id, i.value from remote_records r join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash
     where not i.role and r.gone_at is null and ($1::text is null and not exists (select 1 from person_links l where l.contact_id = r.contact_id)
         and not exists (select 1 from record_identities o join suppressions s on s.identity_hash = o.identity_hash where o.record_id = r.id)
         and (select count(distinct o.identity_hash) from remote_records m join record_identities o on o.record_id = m.id where m.contact_id = r.contact_id) = 1
         and (select count(distinct m.contact_id) from remote_records m join record_identities o on o.record_id = m.id where o.identity_hash = ri.identity_hash) = 1 or i.value = $1) order by r.id limit 1`,
    [email?.toLowerCase() ?? null],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('nobody of that kind')
  if (language !== undefined)
    await app.pool.query(
      `update remote_records set extras = extras || jsonb_build_object('language', $2::text) where contact_id = $1`,
      [row.contact_id, language],
    )
  const token = newToken()
  await insertPersonLinks(
    app.pool,
    [{ tokenHash: tokenHash(token), contactId: row.contact_id }],
    maskEmail,
    app.clock.now(),
  )
  return { token, contactId: row.contact_id, email: row.value }
}
