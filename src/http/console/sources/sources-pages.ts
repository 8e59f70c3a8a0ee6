import type { FastifyInstance, FastifyReply } from 'fastify'
import { maxSourceProperties } from '../../../domain/sources/source.ts'
import { sourceSearchDays } from '../../../domain/sources/tables/source-kinds.ts'
import type { App } from '../../../operations/app/app.ts'
import { inLongRead } from '../../../store/app/database.ts'
import { attestedPeople, listAttestations } from '../../../store/sources/attestations.ts'
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
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { changeSettings } from '../../../operations/settings/save-settings.ts'
import { acceptedKinds, keyOf, type MappedProperty } from './source-mapping.tsx'
import { sourcesPage } from './sources-page.tsx'
import { keptFigure } from '../app/kept-figure.ts'
import { openView, type View } from '../app/view.ts'
import { crmsOf } from '../connections/crms.ts'
import { addAttestPages } from './attest-pages.ts'
import { addListSourcePages } from './list-source-pages.ts'
import { storedOf, mappingOf, withMapping, mappingRows, previewOf } from './source-mapping-form.ts'

const maxRows = 50
const valuesShown = 40

/** Where contacts came from: overview, mapping of the systems' values, attestations. */
export function addSourcesPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /sources', { roles: may.configure }, async (visit) => render(visit, null))
  addRoute(server, app, 'POST /sources/mapping', { roles: may.configure }, saveMapping)
  addRoute(server, app, 'POST /sources/fields', { roles: may.configure }, addField)
  addAttestPages(server, app)
  addListSourcePages(server, app)
}

async function render(visit: Visit, typed: MappedProperty | null, more: FormState = emptyForm): Promise<string> {
  const { app, query } = visit
  const view = await openView(visit, '/sources')
  const crms = await crmsOf(app)
  const connectors = [...new Map(crms.map((row) => [row.connector, row])).values()]
  const [figures, attestations, mappings] = await Promise.all([
    figuresOf(view),
    listAttestations(app.pool),
    Promise.all(
      connectors.flatMap((row) =>
        [null, ...(view.settings.moreSources[row.connector] ?? []).keys()].map(async (further) =>
          typed !== null && keyOf(typed) === keyOf({ connector: row.connector, further })
            ? typed
            : mappingOf(row, further, view.settings, await seenOf(view, row, further)),
        ),
      ),
    ),
  ])
  const { overview, unknown, named, years, covered } = figures
  const saved = query['saved'] === 'mapping' || query['saved'] === 'attestation' ? query['saved'] : null
  return sourcesPage(view, {
    overview,
    unknown,
    named,
    attestations: attestations.map((row) => ({ ...row, people: covered[row.id] ?? 0 })),
    mappings,
    systems: crms.map(({ id, label }) => ({ id, label })),
    connectors: connectors.map(({ connector, label }) => ({ connector, label })),
    more,
    saved,
    years,
  })
}

/** What looks at everybody. */
async function figuresOf(view: View) {
  const { app, now } = view
  const searchedBefore = new Date(now.getTime() - sourceSearchDays * 86_400_000)
  const [overview, unknown, named, years, covered] = await Promise.all([
    keptFigure(view, 'sources', null, () => inLongRead(app.pool, (sql) => sourceOverview(sql, searchedBefore))),
    keptFigure(view, 'unknown sources', null, () => unknownValues(app.pool, maxRows)),
    keptFigure(view, 'named sources', null, () => namedSources(app.pool, maxRows)),
    keptFigure(view, 'years', null, () => collectedYears(app.pool)),
    keptFigure(view, 'attested', null, () => attestedPeople(app.pool)),
  ])
  return { overview, unknown, named, years, covered }
}

function seenOf(
  view: View,
  row: { id: string; connector: string },
  further: number | null,
): Promise<{ value: string; people: number }[]> {
  const { app, settings } = view
  const property = further === null ? null : (storedOf(settings, row.connector, further)?.property ?? '')
  return keptFigure(view, 'values of sources', [row.id, property], () =>
    property === null
      ? seenValues(app.pool, row.id, valuesShown)
      : seenMoreValues(app.pool, row.id, property, valuesShown),
  )
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
  const seen = await seenOf(view, row, further)
  const rows = mappingRows(form, seen)
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
  const mapping: MappedProperty = {
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
