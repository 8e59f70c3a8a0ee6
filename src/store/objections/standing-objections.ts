import { uuidList, type Sql } from '../app/database.ts'

/** Connectors of systems that nobody reads, by what they may be told. */
interface UnreadConnectors {
  /** Told of every objection. */
  mailers: readonly string[]
  /** Told of people that a source says they supplied. */
  brokers: readonly string[]
}

/**
 * Objections that stand for these people (null = for everybody) and that a system which may be told was never sent:
 * pairs without a Propagation. The same rules as for a new objection (`planPropagations`).
 */
export async function unreportedObjections(
  sql: Sql,
  { mailers, brokers }: UnreadConnectors,
  contactIds: readonly string[] | null,
): Promise<{ objectionId: string; connectionId: string }[]> {
  const { rows } = await sql.query<{ objectionId: string; connectionId: string }>(
    `select distinct o.id as "objectionId", c.id as "connectionId"
     from remote_records r join record_identities ri on ri.record_id = r.id join suppressions s on s.identity_hash = ri.identity_hash join objections o on o.id = s.objection_id
     join connections c on c.state <> 'disconnected' and (c.connector = any($2) or (c.connector = any($3) and o.kinds = '{}' and o.origin_connection_id is distinct from c.id
       and exists (select 1 from sources d where d.contact_id = r.contact_id and d.broker_connection_id = c.id)))
     where ($1::uuid[] is null or r.contact_id = any($1)) and r.contact_id is not null and r.gone_at is null and o.number like 'R-%'
       and not exists (select 1 from propagations p where p.objection_id = o.id and p.connection_id = c.id)`,
    [contactIds === null ? null : uuidList(contactIds), mailers, brokers],
  )
  return rows
}
