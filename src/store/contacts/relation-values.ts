import {
  judgeValue,
  type RecordMeaning,
  type RelationField,
  type RelationRules,
  type RelationValues,
  type ValueJudgement,
} from '../../domain/connections/relation-values.ts'
import type { RelationMeaning } from '../../domain/connections/tables/relation-words.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { Sql } from '../app/database.ts'
import { relationCounts } from '../sql/kept-counts.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** What a connector's values are judged by, with the names that this account gives them. */
export function relationRules(settings: Settings, connector: string, fields: readonly RelationField[]): RelationRules {
  return {
    judged: settings.relationValues[connector] ?? [],
    former: settings.formerCustomers[connector] ?? { property: '', values: [], endProperty: '' },
    fields,
  }
}

/** Keeps how an account calls its fields and values; gives whether that is new. */
export async function saveRelationFields(sql: Sql, id: string, fields: readonly RelationField[]): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update connections set relation_fields = $2::jsonb where id = $1 and relation_fields <> $2::jsonb',
    [id, JSON.stringify(fields)],
  )
  return (rowCount ?? 0) > 0
}

/** Live records that show the same values, in one account. */
interface ValueGroup {
  connectionId: string
  connector: string
  fields: RelationField[]
  values: RelationValues
  means: RecordMeaning | 'unread' | null
}

/** Every set of values that records show, and how they stand. */
export async function valueGroups(sql: Sql): Promise<ValueGroup[]> {
  const { rows } = await sql.query<ValueGroup>(
    `select k.id as "connectionId", k.connector, k.relation_fields as fields, g.relation_values as values, g.relation_means as means
     from (select distinct connection_id, relation_values, relation_means from remote_records where gone_at is null and relation_values is not null) g join connections k on k.id = g.connection_id`,
  )
  return rows
}

/**
 * Judges records anew by their values; gives the contacts concerned. Nobody saw these leave: whoever is no customer any
 * more by it has no day of an end that the system does not tell.
 */
export async function judgeGroups(
  sql: Sql,
  groups: readonly { connectionId: string; values: RelationValues; means: RecordMeaning | null }[],
  now: Date,
): Promise<string[]> {
  if (groups.length === 0) return []
  const { rows } = await sql.query<{ id: string | null }>(
    `update remote_records r set relation_means = p.means, relation = case when p.means = 'customer' then 'customer' else r.relation_shown end, changed_at = $4,
       relation_ended_on = case when p.means = 'customer' or r.relation_shown = 'customer' then null when r.extras ->> 'overOn' <> '' then (r.extras ->> 'overOn')::date else r.relation_ended_on end
     from unnest($1::uuid[], $2::jsonb[], $3::text[]) as p (connection_id, values, means)
     where r.connection_id = p.connection_id and r.relation_values = p.values and r.gone_at is null and r.relation_means is distinct from p.means returning r.contact_id as id`,
    [
      groups.map(({ connectionId }) => connectionId),
      groups.map(({ values }) => JSON.stringify(values)),
      groups.map(({ means }) => means),
      now,
    ],
  )
  return [...new Set(rows.flatMap(({ id }) => id ?? []))]
}

/** A value found in the base. `value` null: the records of so many people do not show the field to us. */
export interface FoundValue {
  connector: string
  field: string
  fieldLabel: string
  value: string | null
  label: string
  own: RelationMeaning | null
  people: number
}

/** Values of live records by connector, those of most people first; of one Connection where it is named. */
export async function foundValues(sql: Sql, connectionId: string | null = null): Promise<FoundValue[]> {
  const { rows } = await sql.query<FoundValue>(
    `select k.connector, e.key as field, coalesce(max(f.info ->> 'label'), e.key) as "fieldLabel", e.value, coalesce(f.info -> 'labels' ->> e.value, e.value, '') as label, max(f.info -> 'own' ->> e.value) as own, count(distinct r.contact_id)::int as people
     from remote_records r join connections k on k.id = r.connection_id and k.state <> 'disconnected' cross join lateral jsonb_each_text(r.relation_values) e
     left join lateral (select info from jsonb_array_elements(k.relation_fields) info where info ->> 'field' = e.key limit 1) f on true
     where r.gone_at is null and r.contact_id is not null and r.relation_values is not null and ${noShopper.record('r.id')} and ($1::uuid is null or k.id = $1) group by k.connector, e.key, e.value, 5 order by people desc, field, label`,
    [connectionId],
  )
  return rows
}

/** How many different values live records show by connector, those that do not show a field to us left out. */
export async function countFoundValues(sql: Sql): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql.query<{ connector: string; values: number }>(
    `select connector, count(*)::int as values from (
       select distinct k.connector, e.key, e.value, f.info -> 'labels' ->> e.value as label
       from ${relationCounts} r join connections k on k.id = r.connection_id and k.state <> 'disconnected' cross join lateral jsonb_each_text(r.relation_values) e
       left join lateral (select info from jsonb_array_elements(k.relation_fields) info where info ->> 'field' = e.key limit 1) f on true
       where e.value is not null) as found group by connector`,
  )
  return new Map(rows.map(({ connector, values }) => [connector, values]))
}

/**
 * People who are kept because nobody knows what a value of theirs means; `unread` = not read since an earlier version.
 */
export async function countMaybeCustomers(sql: Sql): Promise<{ people: number; unread: number }> {
  const { rows } = await sql.query<{ people: number; unread: number }>(
    `select count(distinct contact_id)::int as people, (count(distinct contact_id) filter (where relation_means = 'unread'))::int as unread
     from remote_records where gone_at is null and contact_id is not null and relation_means in ('unjudged', 'hidden', 'unread')`,
  )
  return rows[0] ?? { people: 0, unread: 0 }
}

/** What a value found in the base means now. */
export function judgeFound(
  settings: Settings,
  { connector, field, fieldLabel, value, label, own }: FoundValue & { value: string },
): ValueJudgement {
  const described = {
    field,
    label: fieldLabel,
    labels: { [value]: label },
    ...(own === null ? {} : { own: { [value]: own } }),
  }
  return judgeValue(relationRules(settings, connector, [described]), field, value)
}
