import type { VendorAnswer } from '../../connector/opt-outs.ts'
import type { Sql } from '../app/database.ts'

/** What is kept of a person beside their records, each with its day. */
interface KeptBesides {
  /** What vendors of data call them, as it was kept at a purchase. */
  vendorIds: { vendor: string; id: string; keptAt: Date; objectedAt: Date | null }[]
  /** What vendors last said of them when they were looked up there. */
  vendorAnswers: { vendor: string; answer: VendorAnswer['is']; said: string; since: Date; askedAt: Date }[]
  /** Holds, those that ended too. `system`: where it was seen that mail comes back. */
  holds: { reason: string; since: Date; until: string | null; endedAt: Date | null; system: string | null }[]
  /** Addresses that a server refused for good, as a mailbox of ours was told. */
  mailStops: { mailbox: string; status: string; since: Date }[]
  /** By what they will be known again after a removal. */
  removals: { removedAt: Date }[]
}

/**
 * Everything of that under these keyed hashes; of holds, those of the contacts. A removal is told by an address, never
 * by a number, which others may have (docs/decisions/0044-who-asked.md); `asked`: addresses that somebody typed.
 */
export async function keptBesides(
  sql: Sql,
  contactIds: readonly string[],
  hashes: readonly Buffer[],
  asked: readonly Buffer[],
): Promise<KeptBesides> {
  const { rows: vendorIds } = await sql.query<KeptBesides['vendorIds'][number]>(
    `select k.label as vendor, v.vendor_id as id, v.kept_at as "keptAt", v.objected_at as "objectedAt" from vendor_ids v join connections k on k.id = v.connection_id
     where v.identity_hash = any($1) order by v.kept_at, v.vendor_id`,
    [hashes],
  )
  const { rows: vendorAnswers } = await sql.query<KeptBesides['vendorAnswers'][number]>(
    `select k.label as vendor, a.answer, a.said, a.since, a.asked_at as "askedAt" from vendor_answers a join connections k on k.id = a.connection_id
     where a.identity_hash = any($1) order by a.asked_at, k.label`,
    [hashes],
  )
  const { rows: holds } = await sql.query<KeptBesides['holds'][number]>(
    `select h.reason, h.created_at as since, h.until::text as until, h.ended_at as "endedAt", k.label as system from holds h left join connections k on k.id = h.connection_id
     where h.contact_id = any($1) order by h.created_at, h.id`,
    [contactIds],
  )
  const { rows: mailStops } = await sql.query<KeptBesides['mailStops'][number]>(
    `select k.label as mailbox, m.status, m.since from mail_stops m join connections k on k.id = m.connection_id where m.identity_hash = any($1) order by m.since`,
    [hashes],
  )
  const { rows: removals } = await sql.query<KeptBesides['removals'][number]>(
    `select max(removed_at) as "removedAt" from removal_memory where contact_id = any($2) or identity_hash = any($3)
       or identity_hash in (select i.hash from identities i where i.hash = any($1) and i.kind = 'email' and not i.role) group by contact_id order by 1`,
    [hashes, contactIds, asked],
  )
  return { vendorIds, vendorAnswers, holds, mailStops, removals }
}
