import type { FastifyInstance, FastifyReply } from 'fastify'
import { AttestationForm, normalSource, type AttestedSet } from '../../../domain/sources/attestation.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import { maxSourceProperties, sourceOf, type SourceProperty } from '../../../domain/sources/source.ts'
import { sourceKinds, sourceSearchDays, type SourceKind } from '../../../domain/sources/tables/source-kinds.ts'
import type { App } from '../../../operations/app/app.ts'
import {
  AttestationRefused,
  attestSources,
  previewAttestation,
  withdrawAttested,
} from '../../../operations/sources/attest-sources.ts'
import { listAttestations } from '../../../store/sources/attestations.ts'
import { connectionRows } from '../../../store/connections/connections-view.ts'
import { readFilters } from '../../../store/contacts/contacts-view.ts'
import {
  collectedYears,
  seenMoreValues,
  seenValues,
  sourceOverview,
  unknownValues,
} from '../../../store/sources/sources-view.ts'
import { namedSources } from '../../../store/sources/source-dossiers.ts'
import { HttpProblem } from '../../app/problem.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { attestPage } from './attest-page.tsx'
import { isId } from '../app/ids.ts'
import { sendPage } from '../app/outside.ts'
import { may } from '../app/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { changeSettings } from '../../../operations/settings/save-settings.ts'
import { acceptedKinds, emptyRows, keyOf, type Mapping, type MappingRow } from './source-mapping.tsx'
import { sourcesPage } from './sources-page.tsx'
import { openView } from '../app/view.ts'

const unknownShown = 50
const valuesShown = 40

/** Where contacts came from: overview, mapping of the systems' values, attestations. */
export function addSourcesPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET', '/sources', { roles: may.configure }, async (visit) => render(visit, null))
  addRoute(server, app, 'POST', '/sources/mapping', { roles: may.configure }, saveMapping)
  addRoute(server, app, 'POST', '/sources/fields', { roles: may.configure }, addField)
  addRoute(server, app, 'GET', '/sources/attest', { roles: may.judge }, async (visit) => renderAttest(visit, emptyForm))
  addRoute(server, app, 'POST', '/sources/attest', { roles: may.judge }, attest)
  addRoute(
    server,
    app,
    'POST',
    '/sources/attestations/:id/withdraw',
    { roles: may.judge },
    async ({ params, login, reply }) => {
      if (!isId(params['id'] ?? '') || !(await withdrawAttested(app, login.user, params['id'] ?? '')))
        throw new HttpProblem(404, 'not-found')
      return reply.redirect('/sources#attestations', 303)
    },
  )
}

async function crmsOf(app: App) {
  return (await connectionRows(app.pool)).filter((row) => app.connectors.get(row.connector)?.kind === 'crm')
}

async function render(visit: Visit, typed: Mapping | null, more: FormState = emptyForm): Promise<string> {
  const { app, query } = visit
  const view = await openView(visit, '/sources')
  const crms = await crmsOf(app)
  const connectors = [...new Map(crms.map((row) => [row.connector, row])).values()]
  const [overview, unknown, named, attestations, years, mappings] = await Promise.all([
    sourceOverview(app.pool, new Date(view.now.getTime() - sourceSearchDays * 86_400_000)),
    unknownValues(app.pool, unknownShown),
    namedSources(app.pool, unknownShown),
    listAttestations(app.pool),
    collectedYears(app.pool),
    Promise.all(
      connectors.flatMap((row) =>
        [null, ...(view.settings.moreSources[row.connector] ?? []).keys()].map(async (further) =>
          typed !== null && keyOf(typed) === keyOf({ connector: row.connector, further })
            ? typed
            : mappingOf(row, further, view.settings, await seenOf(app, row, further, view.settings)),
        ),
      ),
    ),
  ])
  const saved = query['saved'] === 'mapping' || query['saved'] === 'attestation' ? query['saved'] : null
  return sourcesPage(view, {
    overview,
    unknown,
    named,
    attestations,
    mappings,
    systems: crms.map(({ id, label }) => ({ id, label })),
    connectors: connectors.map(({ connector, label }) => ({ connector, label })),
    more,
    saved,
    years,
  })
}

const storedOf = (settings: Settings, connector: string, further: number | null): SourceProperty | undefined =>
  further === null ? settings.sources[connector] : settings.moreSources[connector]?.[further]

function seenOf(
  app: App,
  row: { id: string; connector: string },
  further: number | null,
  settings: Settings,
): Promise<{ value: string; people: number }[]> {
  return further === null
    ? seenValues(app.pool, row.id, valuesShown)
    : seenMoreValues(app.pool, row.id, storedOf(settings, row.connector, further)?.property ?? '', valuesShown)
}

/**
 * The stored mapping beside the values that records show: seen ones first, then what is mapped and not seen, then room
 * for more.
 */
function mappingOf(
  row: { connector: string; label: string },
  further: number | null,
  settings: Settings,
  seen: readonly { value: string; people: number }[],
): Mapping {
  const known = storedOf(settings, row.connector, further)
  const values = known?.values ?? []
  const shown = seen
    .filter(({ value }) => value !== '')
    .map(({ value, people }): MappingRow => {
      const mapped = sourceOf(value, values)
      return { value, kind: mapped?.kind ?? '', name: mapped?.name ?? '', accepted: mapped?.accepted ?? false, people }
    })
  const unseen = values
    .filter((mapped) => !shown.some((one) => normalSource(one.value) === normalSource(mapped.value)))
    .map((mapped): MappingRow => ({ ...mapped, people: null }))
  const room = Array.from(
    { length: emptyRows },
    (): MappingRow => ({ value: '', kind: '', name: '', accepted: false, people: null }),
  )
  return {
    connector: row.connector,
    label: row.label,
    further,
    property: known?.property ?? '',
    rows: [...shown, ...unseen, ...room],
    form: emptyForm,
    preview: null,
  }
}

async function saveMapping(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const row = (await crmsOf(app)).find((one) => one.connector === form['connector'])
  if (row === undefined) throw new HttpProblem(404, 'not-found')
  const view = await openView(visit, '/sources')
  const t = view.t.sources.mapping.errors
  const further = /^\d$/u.test(form['further'] ?? '') ? Number(form['further']) : null
  if (further !== null && storedOf(view.settings, row.connector, further) === undefined)
    throw new HttpProblem(404, 'not-found')
  const seen = await seenOf(app, row, further, view.settings)
  const rows = rowsOf(form, seen)
  const property = (form['property'] ?? '').trim()
  const values = rows
    .filter((one) => one.kind !== '')
    .map(({ value, kind, name, accepted }) => ({
      value: value.trim(),
      kind,
      name: name.trim(),
      accepted: accepted && acceptedKinds.some((one) => one === kind),
    }))
  const errors: Record<string, string> = {
    ...(property.length > 100 ? { property: t.property } : {}),
    ...Object.fromEntries(
      rows.flatMap((one, place) =>
        one.kind === ''
          ? []
          : [
              ...(one.value.trim() === '' ? [[`value-${place}`, t.value]] : []),
              ...(one.name.trim() === '' ? [[`name-${place}`, t.name]] : []),
            ],
      ),
    ),
  }
  const mapping: Mapping = {
    connector: row.connector,
    label: row.label,
    further,
    property,
    rows,
    form: { values: { property }, errors },
    preview: null,
  }
  if (Object.keys(errors).length > 0) return sendPage(reply, await render(visit, mapping), 422)
  if (form['act'] === 'preview')
    return render(visit, {
      ...mapping,
      preview: previewOf(seen, storedOf(view.settings, row.connector, further)?.values ?? [], rows),
    })
  const result = await changeSettings(app, login.user, (current) =>
    withMapping(current, row.connector, further, { property, values }),
  )
  if (result.faults !== null)
    return sendPage(
      reply,
      await render(visit, { ...mapping, form: { values: { property }, errors: { property: t.property } } }),
      422,
    )
  return reply.redirect('/sources?saved=mapping', 303)
}

/** A further field without a name is no field any more. */
function withMapping(
  current: Settings,
  connector: string,
  further: number | null,
  mapping: { property: string; values: readonly unknown[] },
) {
  if (further === null) return { ...current, sources: { ...current.sources, [connector]: mapping } }
  const more: readonly { property: string }[] = (current.moreSources[connector] ?? []).map((known, place) =>
    place === further ? mapping : known,
  )
  return {
    ...current,
    moreSources: { ...current.moreSources, [connector]: more.filter(({ property }) => property !== '') },
  }
}

/** One more field of a system that says something of the source; the system is read once more. */
async function addField(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const { t, settings } = await openView(visit, '/sources')
  const row = (await crmsOf(app)).find((one) => one.connector === form['connector'])
  if (row === undefined) throw new HttpProblem(404, 'not-found')
  const property = (form['property'] ?? '').trim()
  const known = settings.moreSources[row.connector] ?? []
  const m = t.sources.mapping.errors
  const error =
    property === '' || property.length > 100
      ? m.field
      : [settings.sources[row.connector]?.property, ...known.map((one) => one.property)].includes(property)
        ? m.known
        : known.length >= maxSourceProperties
          ? m.many
          : null
  if (error !== null)
    return sendPage(reply, await render(visit, null, { values: form, errors: { property: error } }), 422)
  await changeSettings(app, login.user, (current) => ({
    ...current,
    moreSources: {
      ...current.moreSources,
      [row.connector]: [...(current.moreSources[row.connector] ?? []), { property, values: [] }],
    },
  }))
  return reply.redirect(`/sources#mapping-${keyOf({ connector: row.connector, further: known.length })}`, 303)
}

/** The lines as typed, with what records show beside them. */
function rowsOf(form: Visit['form'], seen: readonly { value: string; people: number }[]): MappingRow[] {
  const places = Object.keys(form)
    .flatMap((name) => /^value-(\d{1,3})$/u.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b)
  return places.map((place) => {
    const value = (form[`value-${place}`] ?? '').slice(0, 200)
    return {
      value,
      kind: sourceKinds.find((kind) => kind !== 'C13' && kind === form[`kind-${place}`]) ?? '',
      name: (form[`name-${place}`] ?? '').slice(0, 200),
      accepted: form[`accepted-${place}`] === 'on',
      people:
        value === '' ? null : (seen.find((one) => normalSource(one.value) === normalSource(value))?.people ?? null),
    }
  })
}

/** People by kind under the stored mapping and under the typed one. */
function previewOf(
  seen: readonly { value: string; people: number }[],
  stored: Parameters<typeof sourceOf>[1],
  rows: readonly MappingRow[],
): NonNullable<Mapping['preview']> {
  const typed = new Map(rows.map((row) => [normalSource(row.value), row.kind === '' ? null : row.kind]))
  const counts = new Map<SourceKind | null, { before: number; after: number }>()
  const add = (kind: SourceKind | null, side: 'before' | 'after', people: number) => {
    const count = counts.get(kind) ?? { before: 0, after: 0 }
    counts.set(kind, { ...count, [side]: count[side] + people })
  }
  for (const { value, people } of seen) {
    add(sourceOf(value, stored)?.kind ?? null, 'before', people)
    add(typed.get(normalSource(value)) ?? null, 'after', people)
  }
  return [...counts].map(([kind, count]) => ({ kind, ...count })).toSorted((a, b) => b.after - a.after)
}

/** `-` stands for records without a value, because an empty one in an address means "any". */
function setOf(query: Visit['query']): AttestedSet {
  const { system, value, year, list } = query
  const filters = list === undefined ? {} : readFilters(new URLSearchParams(list))
  if (system !== undefined && system !== '' && !isId(system)) throw new HttpProblem(404, 'not-found')
  return {
    connectionId: system === undefined || system === '' ? null : system,
    sourceValue: value === undefined || value === '' ? null : value === '-' ? '' : normalSource(value),
    createdIn: year !== undefined && /^(19|20)\d\d$/u.test(year) ? Number(year) : null,
    list: Object.keys(filters).length === 0 ? null : new URLSearchParams(filters as Record<string, string>).toString(),
  }
}

async function renderAttest(visit: Visit, form: FormState): Promise<string> {
  const { app, login, query } = visit
  const set = setOf(query)
  const label =
    set.connectionId === null ? null : ((await crmsOf(app)).find((row) => row.id === set.connectionId)?.label ?? null)
  if (set.connectionId !== null && label === null) throw new HttpProblem(404, 'not-found')
  return attestPage(await openView(visit, '/sources'), {
    set,
    label,
    preview: await previewAttestation(app, set),
    form,
    user: login.user.name,
  })
}

async function attest(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const view = await openView(visit, '/sources')
  const t = view.t.sources.attestation.errors
  const values = Object.fromEntries(
    ['kind', 'name', 'noticeShown', 'statement', 'signature'].map((name) => [name, form[name] ?? '']),
  )
  const again = async (errors: Record<string, string>) =>
    sendPage(reply, await renderAttest(visit, { values, errors }), 422)
  const parsed = AttestationForm.safeParse({
    kind: form['kind'],
    name: form['name'],
    noticeShown: form['noticeShown'] === 'on',
    statement: form['statement'],
  })
  if (!parsed.success)
    return again(
      Object.fromEntries(
        parsed.error.issues.map((issue) => {
          const field = String(issue.path[0]) as 'kind' | 'name' | 'statement'
          return [field, t[field]]
        }),
      ),
    )
  try {
    await attestSources(app, login.user, setOf(visit.query), parsed.data, form['signature'] ?? '')
  } catch (error) {
    if (!(error instanceof AttestationRefused)) throw error
    if (error.code === 'signature') return again({ signature: t.signature })
    return again({
      kind:
        error.code === 'later'
          ? t.later(view.f.date((await previewAttestation(app, setOf(visit.query))).coversBefore))
          : t.nobody,
    })
  }
  return reply.redirect('/sources?saved=attestation', 303)
}
