import type { FastifyInstance, FastifyReply } from 'fastify'
import { may } from '../../../domain/accounts/roles.ts'
import type { App } from '../../../operations/app/app.ts'
import { closeTask } from '../../../operations/corrections/close-task.ts'
import {
  CorrectionRefused,
  correctObjection,
  type RightPerson,
} from '../../../operations/corrections/correct-objection.ts'
import { loadCorrection } from '../../../operations/corrections/load-correction.ts'
import { readWho } from '../../../operations/objections/record-by-hand.ts'
import { isUuid } from '../../../store/app/database.ts'
import { findObjectionView, type ObjectionView } from '../../../store/objections/objections-view.ts'
import { HttpProblem } from '../../app/problem.ts'
import { sendPage } from '../app/outside.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { Csrf, emptyForm, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { whoText } from './by-hand-pages.ts'

/** An opt-out that was entered for the wrong person: a DPO says so, and whose it is. */
export function addCorrectionPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /objections/:id/correct', { roles: may.correct }, async (visit) => {
    const objection = await objectionIn(visit)
    return show(visit, objection, emptyForm)
  })
  addRoute(server, app, 'POST /objections/:id/correct', { roles: may.correct }, correct)
  addRoute(server, app, 'POST /objections/:id/taken-back', { roles: may.correct }, async (visit) => {
    const objection = await objectionIn(visit)
    const { connectionId = '', note = '' } = visit.form
    if (!isUuid(connectionId)) throw new HttpProblem(404, 'not-found')
    try {
      await closeTask(app, visit.login.user, { objectionId: objection.id, connectionId, note })
    } catch (error) {
      if (!(error instanceof CorrectionRefused)) throw error
      const { t } = await openView(visit)
      const form = { values: { note }, errors: { note: t.corrections.noteWrong } }
      return sendPage(visit.reply, await show(visit, objection, form), 422)
    }
    return visit.reply.redirect(`/objections/${objection.id}#correction`, 303)
  })
}

async function objectionIn({ app, params }: Visit): Promise<ObjectionView> {
  const objection = isUuid(params['id'] ?? '') ? await findObjectionView(app.pool, params['id'] ?? '') : null
  if (objection === null) throw new HttpProblem(404, 'not-found')
  return objection
}

async function correct(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, reply } = visit
  const objection = await objectionIn(visit)
  const view = await openView(visit, `/objections/${objection.id}/correct`)
  const errors: Record<string, string> = {}
  const right = await rightIn(visit, view, errors)
  const again = async () =>
    sendPage(
      reply,
      await show(visit, objection, { values: { reason: form['reason'] ?? '', right: form['right'] ?? '' }, errors }),
      422,
    )
  if (Object.keys(errors).length > 0) return again()
  try {
    await correctObjection(app, login.user, objection.id, { reason: form['reason'] ?? '', right })
  } catch (error) {
    if (!(error instanceof CorrectionRefused)) throw error
    errors[error.code === 'same' ? 'right' : 'reason'] = view.t.corrections.refused[error.code]
    return again()
  }
  return reply.redirect(`/objections/${objection.id}#correction`, 303)
}

/** Who said it; null = nobody was named. */
async function rightIn({ app, form }: Visit, view: View, errors: Record<string, string>): Promise<RightPerson | null> {
  const text = (form['right'] ?? '').trim()
  if (text === '') return null
  const who = await readWho(app, { contactId: '', text, country: null })
  if (!('fault' in who)) return who
  errors['right'] = whoText(view, who, text)
  return null
}

async function show(visit: Visit, objection: ObjectionView, form: FormState): Promise<string> {
  const state = await loadCorrection(visit.app, objection)
  const view = await openView(visit, `/objections/${objection.id}/correct`)
  const { t } = view
  const c = t.corrections
  return html(
    <Page
      view={view}
      nav="objections"
      title={c.open}
      tab={c.tab}
      crumbs={[
        [t.objections.tab, '/objections'],
        [objection.number, `/objections/${objection.id}`],
      ]}
      context={<p>{c.more}</p>}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ reason: c.reason, right: c.right, note: c.note }}
      />
      <section class="card">
        <form method="post" action={`/objections/${objection.id}/correct`} class="card-body stack">
          <Csrf token={view.csrf} />
          {state.goneAt === null ? null : <p class="notice">{c.erased}</p>}
          <Field name="reason" label={c.reason} hint={c.reasonHint} form={form} lines={3} required />
          <Field name="right" label={c.right} hint={c.rightHint} form={form} />
          <div class="row">
            <button type="submit" class="btn primary">
              {c.go}
            </button>
            <a class="btn" href={`/objections/${objection.id}`}>
              {c.back}
            </a>
          </div>
        </form>
      </section>
    </Page>,
  )
}
