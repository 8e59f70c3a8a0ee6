import { allEnded } from '../../../src/connector/calls/side-by-side.ts'
import type { Words } from '../../../src/connector/form.ts'
import type { RecordRef } from '../../../src/connector/records.ts'
import type { Dependencies, DependencyOptions, DependencyQuestion } from '../../../src/connector/related.ts'
import type { PersonObject } from '../fields/fields.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { personAccountsOf } from '../records/person-accounts.ts'
import { rowsWhere } from '../records/related-rows.ts'
import type { Row } from '../transport/api.ts'
import { to18 } from '../transport/ids.ts'
import { text } from '../transport/rows.ts'
import { encountersOf } from '../encounters/encounters.ts'
import { encounterThings, needsOf, things, type Thing, type Way } from './dependency-things.ts'
import { viewAll } from '../records/view-all.ts'

/** Ids of things by the id of the person, or of the company, that they name. */
type Named = Map<string, Row[]>
/** Accounts by contact: those of companies, where what they have counts for everybody there, and of person accounts. */
interface Employers {
  companies: ReadonlyMap<string, string>
  own: ReadonlyMap<string, string>
}

/**
 * What is open with these people, object by object and by lists of ids (docs/reference/salesforce.md#dependencies). A
 * kind of which an object, a field or some rows may be hidden from our user is unread; what is found of it all the same
 * is said.
 */
export async function dependencies(
  system: SalesforceSystem,
  questions: readonly DependencyQuestion[],
  { company, since }: DependencyOptions,
): Promise<Dependencies> {
  const found: { ref: RecordRef; kind: Thing['kind']; count: number }[] = []
  const unread: Dependencies['unread'][number][] = []
  const employers: Employers = {
    companies: company ? await employersOf(system, questions) : new Map<string, string>(),
    own: await personAccountsOf(
      system,
      questions.filter(({ ref }) => ref.object === 'Contact').map(({ ref }) => ref.id),
    ),
  }
  const gaps = await gapsOf(system, company)
  // Side by side, so that their questions share calls.
  const [answers, met] = await allEnded([
    allEnded(
      things.map(async (thing) =>
        gaps.get(thing.kind)?.seen === false ? null : await namedBy(system, thing, questions, employers),
      ),
    ),
    encounters(system, questions, since, gaps.get('encounter') ?? null),
  ])
  for (const [place, thing] of things.entries()) {
    const gap = gaps.get(thing.kind) ?? null
    if (gap !== null) unread.push({ kind: thing.kind, detail: gap })
    const named = answers[place] ?? null
    if (named === null) {
      if (gap === null) unread.push({ kind: thing.kind, detail: await refusedNow(system, thing, company) })
      continue
    }
    for (const question of questions) {
      const count = countOf(thing, named, question, employers)
      if (count > 0) found.push({ ref: question.ref, kind: thing.kind, count })
    }
  }
  return { found, unread: [...unread, ...met.unread], encounters: met.encounters }
}

/** Calls and meetings, as far as our user sees them, and what it does not. */
async function encounters(
  system: SalesforceSystem,
  questions: readonly DependencyQuestion[],
  since: Date,
  gap: Gap | null,
): Promise<Required<Pick<Dependencies, 'unread' | 'encounters'>>> {
  const hidden = gap === null ? [] : [{ kind: 'encounter' as const, detail: gap }]
  const read = gap?.seen === false ? null : await encountersOf(system, questions, since)
  if (read !== null) return { encounters: read.encounters, unread: [...hidden, ...read.unread] }
  if (gap !== null) return { encounters: [], unread: hidden }
  const details = await Promise.all(encounterThings.map((thing) => refusedNow(system, thing, false)))
  return { encounters: [], unread: details.map((detail) => ({ kind: 'encounter', detail })) }
}

/** Things of one kind by whom they name; null = the org refused to say. */
async function namedBy(
  system: SalesforceSystem,
  thing: Thing,
  questions: readonly DependencyQuestion[],
  { companies, own }: Employers,
): Promise<Named | null> {
  const named: Named = new Map()
  const add = (who: string | null, row: Row) => {
    if (who !== null) named.set(to18(who), [...(named.get(to18(who)) ?? []), row])
  }
  const visible = await system.fieldsOf(thing.object)
  const ways: [PersonObject, Way][] = [
    ...thing.contact.map((way): [PersonObject, Way] => ['Contact', way]),
    ...(thing.more ?? [])
      .filter(({ field }) => visible?.has(field) === true)
      .map((way): [PersonObject, Way] => ['Contact', way]),
    ...(thing.lead ?? []).map((way): [PersonObject, Way] => ['Lead', way]),
  ]
  const idsOf = (object: PersonObject) => questions.filter(({ ref }) => ref.object === object).map(({ ref }) => ref.id)
  const walks = [
    ...ways.map(([object, way]) => ({ way, ids: idsOf(object) })),
    ...(thing.company === undefined ? [] : [{ way: { field: thing.company }, ids: [...companies.values()] }]),
    ...(thing.account === undefined ? [] : [{ way: { field: thing.account }, ids: [...own.values()] }]),
  ].filter(({ ids }) => ids.length > 0)
  for (const pairs of await allEnded(walks.map(({ way, ids }) => walk(system, thing, way, ids)))) {
    if (pairs === null) return null
    for (const [who, row] of pairs) add(who, row)
  }
  return named
}

/** One way from people to the things that still count: in two flat queries where rows stand between them. */
async function walk(
  system: SalesforceSystem,
  thing: Thing,
  way: Way,
  ids: readonly string[],
): Promise<(readonly [who: string | null, row: Row])[] | null> {
  const { object, fields } = thing
  const where = thing.where(system.deps.clock.now().toISOString().slice(0, 10))
  if ('field' in way) {
    const rows = await rowsWhere(system, { object, field: way.field, ids, fields, where })
    return rows?.map((row) => [text(row, way.field), row] as const) ?? null
  }
  const roles = await rowsWhere(system, { object: way.role, field: way.person, ids, fields: [way.thing] })
  if (roles === null || roles.length === 0) return roles === null ? null : []
  const rows = await rowsWhere(system, {
    object,
    field: 'Id',
    ids: roles.flatMap((role) => text(role, way.thing) ?? []),
    fields,
    where,
  })
  if (rows === null) return null
  const byId = new Map(rows.map((row) => [to18(text(row, 'Id') ?? ''), row]))
  return roles.flatMap((role) => {
    const row = byId.get(to18(text(role, way.thing) ?? ''))
    return row === undefined ? [] : [[text(role, way.person), row] as const]
  })
}

/** The company of each contact, where it has one. */
async function employersOf(
  system: SalesforceSystem,
  questions: readonly DependencyQuestion[],
): Promise<Map<string, string>> {
  const ids = questions.filter(({ ref }) => ref.object === 'Contact').map(({ ref }) => ref.id)
  const rows = await rowsWhere(system, { object: 'Contact', field: 'Id', ids, fields: ['AccountId'] })
  return new Map(
    (rows ?? []).flatMap((row) => {
      const account = text(row, 'AccountId')
      return account === null ? [] : [[to18(text(row, 'Id') ?? ''), to18(account)]]
    }),
  )
}

/** One thing that names a person in several ways, or them and their company, is one. */
function countOf(
  thing: Thing,
  named: Named,
  { ref, relationEndedOn }: DependencyQuestion,
  { companies, own }: Employers,
): number {
  const id = to18(ref.id)
  const employer = own.get(id) ?? companies.get(id)
  const theirs = [...(named.get(id) ?? []), ...(employer === undefined ? [] : (named.get(employer) ?? []))]
  return new Set(
    theirs.filter((row) => thing.counts?.(row, relationEndedOn) ?? true).map((row) => to18(text(row, 'Id') ?? '')),
  ).size
}

/** What our user cannot see of a kind; `seen`: what it sees of it counts all the same. Null = it sees everything. */
type Gap = Words & { seen: boolean }

/** What cannot be seen, by kind. Descriptions that hide something are asked for again: an admin may have opened it. */
export async function gapsOf(
  system: SalesforceSystem,
  company: boolean,
  again = true,
): Promise<ReadonlyMap<Thing['kind'], Gap>> {
  const gaps = new Map<Thing['kind'], Gap>()
  for (const thing of [...things, ...encounterThings]) {
    const gap = await gapOf(system, thing, company)
    // Of two objects of one kind, the one that hides more.
    if (gap !== null && gaps.get(thing.kind)?.seen !== false) gaps.set(thing.kind, gap)
  }
  if (gaps.size === 0 || !again) return gaps
  system.forgetFields()
  return gapsOf(system, company, false)
}

async function gapOf(system: SalesforceSystem, thing: Thing, company: boolean): Promise<Gap | null> {
  const missing: string[] = []
  for (const [object, fields] of needsOf(thing, company)) {
    const visible = await system.fieldsOf(object)
    if (visible === null) missing.push(object)
    else missing.push(...fields.filter((name) => !visible.has(name)).map((name) => `${object}.${name}`))
  }
  if (missing.length > 0) {
    const names = [...new Set(missing)].join(', ')
    return {
      seen: false,
      en: `Our user may not read ${names} in Salesforce. Give it read access; an org that lacks the feature shows the same.`,
      fr: `Notre utilisateur ne peut pas lire ${names} dans Salesforce. Donnez-lui l'accès en lecture ; une organisation sans cette fonction montre la même chose.`,
    }
  }
  const seesAll = thing.shared ? await viewAll(system) : 'all'
  if (seesAll === 'all' || seesAll?.has(thing.object) === true) return null
  const { object } = thing
  // Whether an org offers View All Records for activities is not known (docs/reference/salesforce.md#private-events).
  const right =
    thing.kind === 'encounter'
      ? { en: 'View All Data', fr: '« Afficher toutes les données »' }
      : { en: `View All Records on ${object}`, fr: `« Afficher tout » sur ${object}` }
  return seesAll === null
    ? {
        seen: true,
        en: `Salesforce does not say whether our user sees every ${object}. Let it view setup, and give it ${right.en}.`,
        fr: `Salesforce ne dit pas si notre utilisateur voit chaque ${object}. Laissez-le afficher la configuration et donnez-lui ${right.fr}.`,
      }
    : {
        seen: true,
        en: `Sharing may hide some from our user. Give it ${right.en} in Salesforce.`,
        fr: `Le partage peut en cacher à notre utilisateur. Donnez-lui ${right.fr} dans Salesforce.`,
      }
}

/** It was described as open, so it was closed since, or the org refuses the question itself. */
async function refusedNow(system: SalesforceSystem, thing: Thing, company: boolean): Promise<Words> {
  system.forgetFields()
  return (
    (await gapOf(system, thing, company)) ?? {
      en: `Salesforce refused the question about ${thing.object}.`,
      fr: `Salesforce a refusé la question sur ${thing.object}.`,
    }
  )
}
