import type { FastifyInstance, FastifyReply } from 'fastify'
import { registerFacts, registerFigures } from '../../../operations/evidence/register.ts'
import { keptBefore } from '../../../domain/runs/kept.ts'
import { dayOf } from '../../../domain/app/day.ts'
import type { RegisterSettings } from '../../../domain/evidence/tables/register-facts.ts'
import type { App } from '../../../operations/app/app.ts'
import { keptFigures } from '../../../store/runs/kept.ts'
import { lastForgetting } from '../../../store/runs/runs.ts'
import { registerCsv, registerTexts } from '../../documents/register-model.ts'
import { registerPdf } from '../../documents/register-pdf.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { sendPage } from '../app/outside.ts'
import { registerPage } from './register-page.tsx'
import { may } from '../../../domain/accounts/roles.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { changeSettings } from '../../../operations/settings/save-settings.ts'
import { keptFigure } from '../app/kept-figure.ts'
import { openView } from '../app/view.ts'
import { noteExport } from '../../../operations/app/note-use.ts'

/**
 * The register of processing: page, what only the controller can say, and the export for an inspector
 * (docs/reference/law.md#h2).
 */
export function addRegisterPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /register', { roles: may.export }, (visit) => render(visit, emptyForm))
  addRoute(server, app, 'POST /register', { roles: may.configure }, save)
  addRoute(server, app, 'GET /register.pdf', { roles: may.export, fresh: stepUp }, (visit) => send(visit, 'pdf'))
  addRoute(server, app, 'GET /register.csv', { roles: may.export, fresh: stepUp }, (visit) => send(visit, 'csv'))
  addRoute(server, app, 'GET /register.json', { roles: may.export, fresh: stepUp }, (visit) => send(visit, 'json'))
}

async function render(visit: Visit, form: FormState): Promise<string> {
  const { app } = visit
  const now = app.clock.now()
  const view = await openView(visit, '/register')
  const [figures, last, past] = await Promise.all([
    keptFigure(view, 'register', null, () => registerFigures(app)),
    lastForgetting(app.pool),
    keptFigures(app.pool, { scans: keptBefore('scans', now), objections: keptBefore('objections', now) }),
  ])
  const facts = await registerFacts(app, figures)
  return registerPage(view, {
    kept: { at: last?.at ?? null, erased: last?.counts ?? {}, past },
    facts,
    texts: registerTexts(facts, view.language),
    form,
    saved: visit.query['saved'] !== undefined,
  })
}

const types = {
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const

async function send(visit: Visit, kind: keyof typeof types): Promise<FastifyReply> {
  const { app, login, query, reply } = visit
  const [view, facts] = await Promise.all([openView(visit), registerFacts(app)])
  const language = query['lang'] === 'fr' || query['lang'] === 'en' ? query['lang'] : view.language
  const texts = registerTexts(facts, language)
  const now = app.clock.now()
  const body =
    kind === 'pdf'
      ? await registerPdf(texts, { language, timeZone: view.settings.timeZone, now })
      : kind === 'csv'
        ? registerCsv(texts, language)
        : `${JSON.stringify({ asOf: now.toISOString(), language, activities: texts.map(({ line, cells }) => ({ id: line.activity, ...Object.fromEntries(cells), missing: line.missing })) }, null, 2)}\n`
  await noteExport(app, login.user, { what: 'register', kind })
  return reply
    .type(types[kind])
    .header('content-disposition', `attachment; filename="lawbase-register-${dayOf(now)}.${kind}"`)
    .send(body)
}

async function save(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const view = await openView(visit, '/register')
  const e = view.t.register.form.errors
  const { recipients } = await registerFacts(app)
  const typed = (name: string) => {
    const text = (form[name] ?? '').trim()
    return text === '' ? null : text
  }
  const result = await changeSettings(app, login.user, (current) => ({
    ...current,
    register: {
      dpo: typed('dpo'),
      authority: typed('authority') ?? '',
      security: typed('security'),
      recipients: Object.fromEntries(
        recipients.map(({ key }, place) => [
          key,
          {
            legalName: typed(`legalName-${place}`),
            country: typed(`country-${place}`)?.toUpperCase() ?? null,
            safeguard: typed(`safeguard-${place}`),
          },
        ]),
      ),
    } satisfies RegisterSettings,
  }))
  if (result.faults === null) return reply.redirect('/register?saved=1', 303)
  const errors = Object.fromEntries(
    result.faults.map((path): [string, string] => {
      const [, field = '', ...rest] = path.split('.')
      if (field !== 'recipients')
        return [field, field === 'authority' ? e.authority : field === 'security' ? e.security : e.dpo]
      const part = rest.at(-1) ?? ''
      const place = recipients.findIndex(({ key }) => key === rest.slice(0, -1).join('.'))
      return [`${part}-${place}`, part === 'country' ? e.country : e.text]
    }),
  )
  return sendPage(reply, await render(visit, { values: form, errors }), 422)
}
