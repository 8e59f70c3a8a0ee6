import type { Answer, Call } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { HubSpotContext } from '../account/context.ts'
import { enter } from '../account/context.ts'
import { errorAnswer, invalid } from '../account/errors.ts'
import type { HubSpotStore } from '../account/types.ts'

const formsRead = ['forms'] as const
const types = ['hubspot', 'captured', 'flow', 'blog_comment', 'all'] as const

/** docs/reference/hubspot.md#forms-api: marketing forms, still v3; archived ones only when asked for. */
export function addFormRoutes(router: Router, context: HubSpotContext): void {
  const { store } = context
  router.on('GET', '/marketing/v3/forms', (call) => {
    enter(context, call, formsRead)
    return list(store, call)
  })
  router.on('GET', '/marketing/v3/forms/:id', (call) => {
    enter(context, call, formsRead)
    const form = store.forms.get(call.params['id'] ?? '')
    if (form === undefined || (form['archived'] === true) !== (call.url.searchParams.get('archived') === 'true'))
      return errorAnswer(404, { category: 'OBJECT_NOT_FOUND', message: 'resource not found' })
    return { status: 200, json: form }
  })
}

function list(store: HubSpotStore, call: Call): Answer {
  const query = call.url.searchParams
  const limit = Number(query.get('limit') ?? '20')
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return invalid('Invalid limit: limit must be between 1 and 100')
  const wanted = query.getAll('formTypes').flatMap((one) => one.split(','))
  if (wanted.some((one) => !(types as readonly string[]).includes(one)))
    return invalid(`Invalid formTypes: ${wanted.join()}`)
  const after = Number(query.get('after') ?? '0')
  const all = [...store.forms.values()].filter(
    (form) =>
      (form['archived'] === true) === (query.get('archived') === 'true') &&
      (wanted.includes('all') || wanted.length === 0 || wanted.includes(String(form['formType']))),
  )
  const page = all.slice(after, after + limit)
  return {
    status: 200,
    json: {
      results: page,
      ...(after + limit < all.length ? { paging: { next: { after: String(after + limit), link: '' } } } : {}),
    },
  }
}
