import { dossierState, type DossierFields } from '../../domain/sources/source-dossier.ts'
import type { DeclaredKind } from '../../domain/sources/tables/source-kinds.ts'
import type { Sql } from '../app/database.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** A source by its exact name, as contacts, mappings of the systems and declarations name it. */
export interface NamedSource {
  kind: DeclaredKind
  name: string
  /** Live contacts that have it. */
  people: number
  fields: DossierFields
  files: number
}

/**
 * Sources of live contacts, those of most people first, with what is written of each. Counted by contact first, in the
 * order of their index: nothing is sorted.
 */
export async function namedSources(sql: Sql, limit: number): Promise<NamedSource[]> {
  const { rows } = await sql.query<NamedSource>(
    `with held as (
       select kind, min(name) as name, plain, count(*)::int as people from (
         select s.contact_id, s.kind, lower(s.name) as plain, min(s.name) as name from sources s
         where not exists (select 1 from contacts c where c.id = s.contact_id and (c.merged_into is not null or c.purged_at is not null))
           and exists (select 1 from remote_records r where r.contact_id = s.contact_id and r.gone_at is null) and ${noShopper.contact('s.contact_id')} group by 1, 2, 3) theirs group by kind, plain
     ), declared as (select distinct on (a.kind, lower(a.name)) a.kind, a.name, lower(a.name) as plain, 0 as people from attestations a where a.withdrawn_at is null
         and not exists (select 1 from held h where h.kind = a.kind and h.plain = lower(a.name)))
     select n.kind, n.name, n.people, coalesce(v.fields, '{}') as fields, (select count(*)::int from evidence_files e where e.source_dossier_id = d.id) as files
     from (select * from held union all select * from declared) n left join source_dossiers d on d.kind = n.kind and lower(d.name) = n.plain
     left join lateral (select fields from source_dossier_versions where dossier_id = d.id order by number desc limit 1) v on true order by n.people desc, n.kind, n.plain limit $1`,
    [limit],
  )
  return rows
}

/** Sources of which everything their kind asks for is written, with a file (docs/reference/law.md#c). */
export async function completeDossiers(sql: Sql): Promise<{ kind: DeclaredKind; name: string }[]> {
  const { rows } = await sql.query<{ kind: DeclaredKind; name: string; fields: DossierFields; files: number }>(
    `select d.kind, d.name, v.fields, (select count(*)::int from evidence_files e where e.source_dossier_id = d.id) as files from source_dossiers d
     join lateral (select fields from source_dossier_versions where dossier_id = d.id order by number desc limit 1) v on true`,
  )
  return rows
    .filter(({ kind, fields, files }) => dossierState(kind, fields, files).complete)
    .map(({ kind, name }) => ({ kind, name }))
}

/** The same as two lists for SQL (`sourceProof`): their kinds, and their names in lower case. */
export async function completeLists(sql: Sql): Promise<[kinds: string[], names: string[]]> {
  const complete = await completeDossiers(sql)
  return [complete.map(({ kind }) => kind), complete.map(({ name }) => name.toLowerCase())]
}

export interface DossierVersion {
  number: number
  fields: DossierFields
  author: string
  createdAt: Date
}

/** The id of a source's dossier; null = nothing was ever written. */
export async function findDossier(sql: Sql, kind: DeclaredKind, name: string): Promise<string | null> {
  return (
    (
      await sql.query<{ id: string }>('select id from source_dossiers where kind = $1 and lower(name) = lower($2)', [
        kind,
        name,
      ])
    ).rows[0]?.id ?? null
  )
}

/** The newest version first. */
export async function dossierVersions(sql: Sql, id: string): Promise<DossierVersion[]> {
  return (
    await sql.query<DossierVersion>(
      'select number, fields, author, created_at as "createdAt" from source_dossier_versions where dossier_id = $1 order by number desc',
      [id],
    )
  ).rows
}

/** The dossier of a source, made when there is none; locked until the transaction ends. */
export async function lockDossier(
  sql: Sql,
  newId: string,
  kind: DeclaredKind,
  name: string,
  now: Date,
): Promise<string> {
  await sql.query(
    'insert into source_dossiers (id, kind, name, created_at) values ($1, $2, $3, $4) on conflict do nothing',
    [newId, kind, name, now],
  )
  const { rows } = await sql.query<{ id: string }>(
    'select id from source_dossiers where kind = $1 and lower(name) = lower($2) for update',
    [kind, name],
  )
  return rows[0]?.id ?? newId
}

export async function insertDossierVersion(
  sql: Sql,
  id: string,
  version: Omit<DossierVersion, 'createdAt'>,
  now: Date,
): Promise<void> {
  await sql.query(
    'insert into source_dossier_versions (dossier_id, number, fields, author, created_at) values ($1, $2, $3, $4, $5)',
    [id, version.number, JSON.stringify(version.fields), version.author, now],
  )
}
