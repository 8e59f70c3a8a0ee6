import { noShopper } from './without-shopper.ts'

/*
 * Counts that are kept beside what they count (docs/decisions/0059): sums over them cost nothing, however large the
 * base is.
 */

/** SQL of the number of live records of a Connection, the mystery shopper's left out; `connection`: its id. */
export const liveRecordCount = (connection: string): string =>
  `((select coalesce(sum(total), 0) from record_counts where connection_id = ${connection})
  - (select count(*) from shopper_records s join remote_records r on r.id = s.id where r.connection_id = ${connection} and r.gone_at is null))::int`

/**
 * SQL of a table (connection_id, relation_values, total): values of live records that have a contact, without the
 * shopper's.
 */
export const relationCounts = `(
  select connection_id, relation_values, sum(total)::int as total from (
    select connection_id, relation_values, total from record_counts where matched and relation_values is not null
    union all select r.connection_id, r.relation_values, -1 from shopper_records s join remote_records r on r.id = s.id
      where r.gone_at is null and r.contact_id is not null and r.relation_values is not null) as every
  group by connection_id, relation_values having sum(total) > 0)`

/**
 * SQL of a condition: the contact has a record that is there, the mystery shopper's left out. `contact`: its id.
 */
export const hasRecord = (contact: string): string =>
  `exists (select 1 from remote_records r where r.contact_id = ${contact} and r.gone_at is null and ${noShopper.record('r.id')})`

const groups = 'verdict, basis, source_kind, countries, functions, language, notice_state, objected'

const hasNone = 'not exists (select 1 from remote_records r where r.contact_id = d.contact_id and r.gone_at is null)'

/** Contacts with a verdict and no live record, found first: two indexes tell, and a verdict is a wide row. */
const bare = `bare as materialized (select d.contact_id from decisions d where ${hasNone})`

/** Verdicts on contacts as rows to take away. */
const less = (shopperOnly: string): string => `
  union all select d.verdict, d.basis, c.source_kind, c.countries, c.functions, c.language, c.notice_state, c.objected, -1
    from bare b join decisions d on d.contact_id = b.contact_id, counted_of(d.detail) c
  union all select d.verdict, d.basis, c.source_kind, c.countries, c.functions, c.language, c.notice_state, c.objected, -1
    from decisions d, counted_of(d.detail) c where d.contact_id in (select contact_id from shopper_records) and not ${hasNone} and ${shopperOnly}`

/**
 * SQL of a table of verdicts on people with a live record that is not the mystery shopper's: the columns of
 * `decision_counts`. Those on everybody, less the few without one; `total` may be negative, only sums count.
 */
export const livePeopleCounts = `(with ${bare} select ${groups}, total from decision_counts ${less(`not ${hasRecord('d.contact_id')}`)})`

/** The same of people as the list of contacts has them: nobody with a record of the shopper's. */
export const listedPeopleCounts = `(with ${bare} select ${groups}, total from decision_counts ${less('true')})`
