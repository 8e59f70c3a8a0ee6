import type { Answer, Call } from '../../core/call.ts'
import { isObject, listOf, stringOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { HubSpotContext } from '../account/context.ts'
import { companiesRead, contactsRead, enter, jsonBody } from '../account/context.ts'
import { invalid, notFoundContact, standardError } from '../account/errors.ts'
import type { CrmType, HubSpotStore } from '../account/types.ts'
import { crmKinds, linkedIds } from './crm-objects.ts'
import { isVisible, resolveId } from './store.ts'

const sources = [
  { from: 'contacts', paths: '{contacts|contact|0-1}', word: 'contact', scopes: contactsRead },
  { from: 'companies', paths: '{companies|company|0-2}', word: 'company', scopes: companiesRead },
] as const
type Source = (typeof sources)[number]

/** docs/reference/hubspot.md#associations-batch, #associations-scope. */
export function addAssociationRoutes(router: Router, context: HubSpotContext): void {
  const { store } = context
  for (const source of sources)
    for (const type of Object.keys(crmKinds) as CrmType[]) {
      const { paths, scopes } = crmKinds[type]
      router.on(
        'POST',
        `/crm/associations/{v4|2025-09|2026-03|2026-09}/${source.paths}/${paths}/batch/read`,
        (call) => {
          const { token } = enter(context, call, source.scopes)
          const mayRead = scopes.some((scope) => token.grant.scopes.includes(scope))
          if (!mayRead && store.switches.unscopedAssociations === 'refuse') enter(context, call, scopes)
          return batch(store, source, type, { call, hidden: !mayRead })
        },
      )
      for (const base of ['/crm/v4/objects', '/crm/objects/{v4|2025-09|2026-03}'])
        router.on('GET', `${base}/${source.paths}/:id/associations/${paths}`, (call) => {
          enter(context, call, source.scopes)
          enter(context, call, scopes)
          const id = source.from === 'contacts' ? resolveId(store, call.params['id'] ?? '') : (call.params['id'] ?? '')
          if (!isThere(store, source, id)) return notFoundContact()
          return { status: 200, json: { results: shown(store, source, id, type) } }
        })
    }
}

function isThere(store: HubSpotStore, { from }: Source, id: string): boolean {
  if (from === 'companies') return store.objects.companies.get(id) !== undefined
  const row = store.contacts.get(id)
  return row !== undefined && isVisible(store, row, false)
}

function shown(store: HubSpotStore, { from }: Source, id: string, type: CrmType) {
  return linkedIds(store, from, id, type).map((toObjectId, place) => ({
    toObjectId,
    associationTypes: [
      { category: 'HUBSPOT_DEFINED', typeId: from === 'contacts' ? crmKinds[type].fromContact : 342, label: null },
      ...(type === 'companies' && place === 0 ? [{ category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' }] : []),
    ],
  }))
}

/** An error line that says nothing of what is associated. */
const failed = (id: string) =>
  standardError({ category: 'INTERNAL_ERROR', message: 'internal error', context: { fromObjectId: [id] } })

/** At most 1,000 inputs; each pages on its own; a record without any is an error line in a 207. */
function batch(
  store: HubSpotStore,
  source: Source,
  type: CrmType,
  { call, hidden }: { call: Call; hidden: boolean },
): Answer {
  const inputs = listOf(jsonBody(call)['inputs'])
  if (inputs.length > 1_000) return invalid('The maximum number of inputs supported in a batch request is 1000')
  const size = store.switches.associationPageSize
  const pages = inputs.map((input) => {
    const id = isObject(input) ? (stringOf(input['id']) ?? '') : ''
    const after = isObject(input) ? Number(stringOf(input['after']) ?? '0') : 0
    const all = !hidden && isThere(store, source, id) ? shown(store, source, id, type) : []
    return {
      id,
      all,
      to: all.slice(after, after + size),
      next: after + size < all.length ? String(after + size) : null,
    }
  })
  const errors = pages
    .filter(({ id, all }) => all.length === 0 || store.switches.silentAssociations.includes(id))
    .map(({ id }) =>
      store.switches.silentAssociations.includes(id)
        ? failed(id)
        : standardError({
            category: 'OBJECT_NOT_FOUND',
            subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
            message: `No ${crmKinds[type].word} is associated with ${source.word} ${id}.`,
            context: { fromObjectId: [id], fromObjectType: [source.word], toObjectType: [crmKinds[type].word] },
          }),
    )
  const at = store.clock.iso()
  return {
    status: errors.length > 0 ? 207 : 200,
    json: {
      status: 'COMPLETE',
      results: pages
        .filter(({ all, id }) => all.length > 0 && !store.switches.silentAssociations.includes(id))
        .map(({ id, to, next }) => ({
          from: { id },
          to,
          ...(next === null ? {} : { paging: { next: { after: next, link: '' } } }),
        })),
      startedAt: at,
      completedAt: at,
      ...(errors.length > 0 ? { numErrors: errors.length, errors } : {}),
    },
  }
}
