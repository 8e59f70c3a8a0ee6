import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { may } from '../../../domain/accounts/roles.ts'
import type { App } from '../../../operations/app/app.ts'
import { callsPerMinute } from '../../api/api-key.ts'
import { apiCalls, refusalsOf, type ApiCall } from '../../api/openapi/calls.ts'
import { schemaOf } from '../../api/openapi/document.ts'
import { Icon } from '../../ui/icon.tsx'
import { addRoute } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'

/** What the REST door can do, readable: made of the same calls as `/api/v1/openapi.json`. */
export function addApiPage(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /users/api', { roles: may.connect }, async (visit) => {
    const view = await openView(visit, '/users/api')
    return html(<ApiPage view={view} />)
  })
}

function ApiPage({ view }: { view: View }) {
  const { t } = view
  const a = t.users.api
  return (
    <Page
      view={view}
      nav="users"
      title={a.title}
      crumbs={[[t.users.title, '/users']]}
      context={<p>{a.context}</p>}
      actions={
        <a class="btn" href="/api/v1/openapi.json">
          <Icon name="download" />
          {a.document}
        </a>
      }
    >
      <div class="stack">
        <section class="card">
          <div class="card-head">
            <h2>{a.calls}</h2>
          </div>
          <div class="card-body stack">
            {apiCalls.map((call) => (
              <Call view={view} call={call} />
            ))}
          </div>
        </section>
      </div>
    </Page>
  )
}

function Call({ view, call }: { view: View; call: ApiCall }) {
  const { t, f } = view
  const a = t.users.api
  const { method, path, scope, summary, query, body, answers } = call
  const shapes = Object.entries(answers).map(([status, answer]) => `${status}\n${shown(answer, 'output')}`)
  const refusals = refusalsOf(call)
  return (
    <div>
      <p>
        <code>
          {method.toUpperCase()} /api/v1{path}
        </code>
      </p>
      <p>{summary[view.language]}</p>
      <p class="hint">{scope === null ? a.noKey : a.needs(scope, callsPerMinute[scope])}</p>
      <details>
        <summary>{a.shapes}</summary>
        {query === undefined ? null : (
          <p>
            {a.query}
            {f.colon}
            <code>{Object.keys(query).join(', ')}</code>
          </p>
        )}
        {body === undefined ? null : <Shape label={a.body} text={shown(body, 'input')} />}
        <Shape label={a.answers} text={shapes.join('\n\n')} />
        <p>
          {a.refusals}
          {f.colon}
          {refusals.join(', ') || a.none}
        </p>
      </details>
    </div>
  )
}

function Shape({ label, text }: { label: string; text: string }) {
  return (
    <>
      <p>{label}</p>
      <pre lang="en" tabIndex={0}>
        {text}
      </pre>
    </>
  )
}

function shown(shape: z.ZodType | string | readonly string[], io: 'input' | 'output'): string {
  if (shape instanceof z.ZodType) return JSON.stringify(schemaOf(shape, io), null, 2)
  return typeof shape === 'string' ? shape : shape.join('\n')
}
