import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { sendAgain, settleByHand } from '../../../operations/objections/refusals.ts'
import { findObjectionView, findPropagation, type PropagationView } from '../../../store/objections/objections-view.ts'
import { HttpProblem } from '../../app/problem.ts'
import { Csrf, emptyForm, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { PropagationPill } from '../propagation/propagation-pill.tsx'
import { RefusedWhy } from '../propagation/refused-why.tsx'
import { SendAgain } from '../propagation/send-again.tsx'
import { Time } from '../ui/time.tsx'
import { EvidenceField } from '../ui/evidence-field.tsx'
import { evidenceFormBytes, uploadedEvidence } from '../app/evidence-upload.ts'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { readUpload } from '../app/upload.ts'
import { openView, type View } from '../app/view.ts'

const maxNote = 1_000

/**
 * What the owner of a refusal can do: send it again, alone or all of one cause, or say how it was settled
 * (docs/reference/promises.md#propagation).
 */
export function addRefusalPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /propagations/:id', { roles: may.person }, async (visit) =>
    show(visit, await refusalIn(visit), emptyForm),
  )
  addRoute(server, app, 'POST /propagations/:id/send-again', { roles: may.person }, async (visit) => {
    const row = await refusalIn(visit)
    await sendAgain(app, visit.login.user, { id: row.id, version: versionIn(visit) })
    return visit.reply.redirect(`/objections/${row.objectionId}`, 303)
  })
  addRoute(server, app, 'POST /refusals/send-again', { roles: may.person }, async ({ form, login, reply }) => {
    if (!isUuid(form['connectionId'] ?? '')) throw new HttpProblem(404, 'not-found')
    // A browser sends no null: an empty field is one.
    await sendAgain(app, login.user, {
      connectionId: form['connectionId'] ?? '',
      reason: form['reason'] || null,
      detail: form['detail'] || null,
    })
    return reply.redirect('/', 303)
  })
  void server.register(async (scope) => {
    readUpload(scope, evidenceFormBytes)
    addRoute(scope, app, 'POST /propagations/:id/settle', { roles: may.person }, settle)
  })
}

async function refusalIn({ app, params }: Visit): Promise<PropagationView> {
  const row = isUuid(params['id'] ?? '') ? await findPropagation(app.pool, params['id'] ?? '') : null
  if (row === null) throw new HttpProblem(404, 'not-found')
  return row
}

/** The version somebody saw; none fits a form that was tampered with. */
function versionIn({ form }: Visit): number {
  return /^\d{1,9}$/u.test(form['version'] ?? '') ? Number(form['version']) : -1
}

async function settle(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, request, reply } = visit
  const row = await refusalIn(visit)
  const { t } = await openView(visit)
  const note = (form['note'] ?? '').trim()
  const file = uploadedEvidence((request.body as Record<string, unknown> | undefined)?.['evidence'])
  const errors = {
    ...(note === '' || note.length > maxNote ? { note: t.refusals.errors.note } : {}),
    ...(file === 'bad' ? { evidence: t.common.evidence.bad } : {}),
  }
  if (file === 'bad' || Object.keys(errors).length > 0)
    return sendPage(reply, await show(visit, row, { values: { note }, errors }), 422)
  await settleByHand(
    app,
    login.user,
    { id: row.id, version: versionIn(visit) },
    { note, evidence: file === 'none' ? null : file },
  )
  return reply.redirect(`/objections/${row.objectionId}`, 303)
}

/** The page of a refusal; what is none any more stands on the page of its objection. */
async function show(visit: Visit, row: PropagationView, form: FormState): Promise<string> {
  if (row.state !== 'refused') throw new HttpProblem(404, 'not-found')
  const objection = await findObjectionView(visit.app.pool, row.objectionId)
  return html(
    <RefusalPage
      view={await openView(visit, `/propagations/${row.id}`)}
      row={row}
      number={objection?.number ?? ''}
      form={form}
    />,
  )
}

function RefusalPage({
  view,
  row,
  number,
  form,
}: {
  view: View
  row: PropagationView
  number: string
  form: FormState
}) {
  const { t, f } = view
  const r = t.refusals
  return (
    <Page
      view={view}
      nav="objections"
      title={r.title(row.label)}
      tab={r.tab}
      crumbs={[
        [t.objections.tab, '/objections'],
        [number, `/objections/${row.objectionId}`],
      ]}
      context={<p>{r.more}</p>}
      actions={<PropagationPill view={view} row={row} />}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ note: r.note, evidence: r.evidence }}
      />
      <div class="grid">
        <section class="card top-card">
          <div class="card-head">
            <h2>{r.facts}</h2>
          </div>
          <dl class="facts card-body">
            {row.doneAt === null ? null : (
              <div>
                <dt>{r.since}</dt>
                <dd>
                  <Time at={row.doneAt}>{f.dateTime(row.doneAt)}</Time>
                </dd>
              </div>
            )}
            <div>
              <dt>{r.said}</dt>
              <dd>
                <RefusedWhy view={view} row={row} />
              </dd>
            </div>
          </dl>
          <div class="card-body stack">
            <p>{r.sendAgainMore}</p>
            <SendAgain view={view} row={row} kind="primary" />
          </div>
        </section>
        {row.settled !== null ? null : (
          <section class="card top-card">
            <div class="card-head">
              <h2>{r.settle}</h2>
            </div>
            <form
              method="post"
              action={`/propagations/${row.id}/settle`}
              enctype="multipart/form-data"
              class="card-body stack"
            >
              <Csrf token={view.csrf} />
              <input type="hidden" name="version" value={String(row.version)} />
              <p>{r.settleMore}</p>
              <Field name="note" label={r.note} form={form} hint={r.noteHint} lines={3} required />
              <EvidenceField name="evidence" label={r.evidence} hint={t.common.evidence.hint} form={form} />
              <button type="submit" class="btn">
                {r.save}
              </button>
            </form>
          </section>
        )}
      </div>
    </Page>
  )
}
