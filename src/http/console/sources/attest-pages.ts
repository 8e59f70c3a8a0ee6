import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { AttestationForm, normalSource, type AttestedSet } from '../../../domain/sources/attestation.ts'
import type { App } from '../../../operations/app/app.ts'
import {
  AttestationRefused,
  attestSources,
  previewAttestation,
  withdrawAttested,
} from '../../../operations/sources/attest-sources.ts'
import { dayOf } from '../../../domain/app/day.ts'
import { peopleOfSet } from '../../../store/sources/attestations.ts'
import { readListFilters } from '../../../store/contacts/contacts-list.ts'
import { HttpProblem } from '../../app/problem.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { attestPage } from './attest-page.tsx'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { keptFigure } from '../app/kept-figure.ts'
import { openView } from '../app/view.ts'
import { crmsOf } from '../connections/crms.ts'

/** `-` stands for records without a value, because an empty one in an address means "any". */
function setOf(query: Visit['query']): AttestedSet {
  const { system, value, year, list } = query
  if (system !== undefined && system !== '' && !isUuid(system)) throw new HttpProblem(404, 'not-found')
  return {
    connectionId: system === undefined || system === '' ? null : system,
    sourceValue: value === undefined || value === '' ? null : value === '-' ? '' : normalSource(value),
    createdIn: year !== undefined && /^(19|20)\d\d$/u.test(year) ? Number(year) : null,
    list: list === undefined ? null : new URLSearchParams(readListFilters(list) as Record<string, string>).toString(),
  }
}

async function renderAttest(visit: Visit, form: FormState): Promise<string> {
  const { app, login, query } = visit
  const set = setOf(query)
  const label =
    set.connectionId === null ? null : ((await crmsOf(app)).find((row) => row.id === set.connectionId)?.label ?? null)
  if (set.connectionId !== null && label === null) throw new HttpProblem(404, 'not-found')
  const view = await openView(visit, '/sources')
  const { sample, ...preview } = await keptFigure(view, 'attest', [set, dayOf(view.now)], () =>
    previewAttestation(app, set),
  )
  return attestPage(view, {
    set,
    label,
    preview: { ...preview, sample: await peopleOfSet(app.pool, set, sample, preview.coversBefore) },
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

/** A declaration for records whose source nothing shows (docs/reference/law.md#c). */
export function addAttestPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /sources/attest', { roles: may.judge }, async (visit) => renderAttest(visit, emptyForm))
  addRoute(server, app, 'POST /sources/attest', { roles: may.judge }, attest)
  addRoute(
    server,
    app,
    'POST /sources/attestations/:id/withdraw',
    { roles: may.judge },
    async ({ params, login, reply }) => {
      if (!isUuid(params['id'] ?? '') || !(await withdrawAttested(app, login.user, params['id'] ?? '')))
        throw new HttpProblem(404, 'not-found')
      return reply.redirect('/sources#attestations', 303)
    },
  )
}
