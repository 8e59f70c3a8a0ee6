import type { Sql } from '../app/database.ts'

/** A standing order: nobody with an address at this domain may be contacted (docs/reference/law.md#f2). */
export interface DomainOrder {
  id: string
  domain: string
  /** Whether it covers every domain below as well. */
  subdomains: boolean
  acceptedBy: string
  acceptedAt: Date
  liftedBy: string | null
  liftedAt: Date | null
  liftReason: string | null
}

const columns = `id, domain, subdomains, accepted_by as "acceptedBy", accepted_at as "acceptedAt", lifted_by as "liftedBy", lifted_at as "liftedAt", lift_reason as "liftReason"`

/** Makes an order stand; one that stands for the domain already is given instead. */
export async function insertDomainOrder(
  sql: Sql,
  order: { id: string; domain: string; subdomains: boolean; reviewId: string | null; acceptedBy: string },
  now: Date,
): Promise<DomainOrder> {
  await sql.query(
    `insert into domain_orders (id, domain, review_id, accepted_by, accepted_at, subdomains) values ($1, $2, $3, $4, $5, $6) on conflict (domain) where lifted_at is null do update set subdomains = domain_orders.subdomains or excluded.subdomains`,
    [order.id, order.domain, order.reviewId, order.acceptedBy, now, order.subdomains],
  )
  const standing = (await standingOrders(sql)).find(({ domain }) => domain === order.domain)
  if (standing === undefined) throw new Error(`no order stands for ${order.domain}`)
  return standing
}

/** The same under the id it had; one that stands for the domain stays, and takes what was said of its sub-domains. */
export async function insertKnownOrder(
  sql: Sql,
  order: { id: string; domain: string; subdomains: boolean; acceptedBy: string },
  acceptedAt: Date,
): Promise<void> {
  await sql.query(
    'insert into domain_orders (id, domain, accepted_by, accepted_at) values ($1, $2, $3, $4) on conflict do nothing',
    [order.id, order.domain, order.acceptedBy, acceptedAt],
  )
  await setSubdomains(sql, order.id, order.subdomains)
}

/** False where no such order stands, or it says so already. */
export async function setSubdomains(sql: Sql, id: string, covered: boolean): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update domain_orders set subdomains = $2 where id = $1 and lifted_at is null and subdomains <> $2',
    [id, covered],
  )
  return rowCount === 1
}

/** SQL of the domain of the address `i`, and of a boolean: it is below the domain in the expression `domain`. */
const host = `split_part(i.value, '@', 2)`
const isBelow = (domain: string): string => `right(${host}, length(${domain}) + 1) = '.' || ${domain}`

export interface Subdomain {
  domain: string
  people: number
}

/** Domains below these that people in the base have addresses at, each with how many, by the domain above. */
export async function subdomainsOf(sql: Sql, domains: readonly string[]): Promise<Map<string, Subdomain[]>> {
  if (domains.length === 0) return new Map()
  const { rows } = await sql.query<Subdomain & { above: string }>(
    `select d.domain as above, ${host} as domain, count(distinct r.contact_id)::int as people from unnest($1::text[]) as d (domain)
       join identities i on i.kind = 'email' and i.value is not null and ${isBelow('d.domain')}
       join record_identities ri on ri.identity_hash = i.hash join remote_records r on r.id = ri.record_id and r.gone_at is null and r.contact_id is not null
     group by 1, 2 order by 3 desc, 2`,
    [domains],
  )
  const found = new Map<string, Subdomain[]>()
  for (const { above, ...row } of rows) found.set(above, [...(found.get(above) ?? []), row])
  return found
}

export async function standingOrders(sql: Sql): Promise<DomainOrder[]> {
  return (
    await sql.query<DomainOrder>(
      `select ${columns} from domain_orders where lifted_at is null order by accepted_at, id`,
    )
  ).rows
}

/** Every order, those that stand first, with how many opt-outs it recorded. */
export async function listDomainOrders(sql: Sql): Promise<(DomainOrder & { people: number })[]> {
  return (
    await sql.query<DomainOrder & { people: number }>(
      `select ${columns}, (select count(*)::int from objections o where o.evidence ->> 'domainOrder' = d.id::text) as people from domain_orders d order by lifted_at is not null, accepted_at desc, id`,
    )
  ).rows
}

/** False where no such order stands. */
export async function liftDomainOrder(sql: Sql, id: string, by: string, reason: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update domain_orders set lifted_by = $2, lifted_at = $4, lift_reason = $3 where id = $1 and lifted_at is null',
    [id, by, reason, now],
  )
  return rowCount === 1
}

/**
 * People of these records (null = of all) who have an address of their own at a domain under an order, and the
 * company's own mailboxes there (`shared`), each where a record is reached by it first.
 */
export async function peopleUnderOrders(
  sql: Sql,
  recordIds: readonly number[] | null,
): Promise<{ contactId: string; orderId: string; shared: Buffer[] }[]> {
  const { rows } = await sql.query<{ contactId: string; orderId: string; shared: Buffer[] }>(
    `select r.contact_id as "contactId", d.id as "orderId", coalesce(array_agg(distinct i.hash) filter (where i.role), '{}') as shared
     from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash and i.kind = 'email' and (not i.role or ri.position = 0)
       join domain_orders d on d.lifted_at is null and (d.domain = ${host} or d.subdomains and ${isBelow('d.domain')})
     where ($1::bigint[] is null or r.id = any($1)) and r.gone_at is null and r.contact_id is not null group by 1, 2 order by 1, 2`,
    [recordIds],
  )
  return rows
}
