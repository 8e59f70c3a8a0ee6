import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { brokerAnswers } from '../../../domain/brokers/broker-answer.ts'
import type { App } from '../../../operations/app/app.ts'
import { letFileGo } from '../../../operations/connections/broker-file-book.ts'
import { finishTask, openTask, showTask, TaskRefused } from '../../../operations/brokers/broker-tasks.ts'
import { heldFiles } from '../../../store/brokers/broker-files.ts'
import { listTasks } from '../../../store/brokers/broker-tasks.ts'
import { HttpProblem } from '../../app/problem.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { evidenceFormBytes, uploadedEvidence } from '../app/evidence-upload.ts'
import { readUpload } from '../app/upload.ts'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { taskListPage, taskPage } from './task-view.tsx'
import { openView } from '../app/view.ts'

const shown = 100

/** What a person must do for a broker: list, one task, its end. */
export function addTaskPages(server: FastifyInstance, app: App): void {
  const roles = { roles: may.person }
  addRoute(server, app, 'GET /broker-tasks', roles, async (visit) => {
    const view = await openView(visit)
    const [open, done, held] = await Promise.all([
      listTasks(app.pool, true, shown),
      listTasks(app.pool, false, 20),
      heldFiles(app.pool),
    ])
    return taskListPage(view, open, done, held)
  })
  addRoute(
    server,
    app,
    'POST /broker-files/:connectionId/release',
    { roles: may.judge },
    async ({ params, login, reply }) => {
      if (!isUuid(params['connectionId'] ?? '') || !(await letFileGo(app, params['connectionId'] ?? '', login.user)))
        throw new HttpProblem(404, 'not-found')
      return reply.redirect('/broker-tasks', 303)
    },
  )
  addRoute(server, app, 'GET /broker-tasks/:id', roles, async (visit) => render(visit, emptyForm, false))
  addRoute(server, app, 'POST /broker-tasks/:id/show', { ...roles, fresh: stepUp }, async (visit) =>
    render(visit, emptyForm, true),
  )
  // A file comes as multipart, which only few forms of the console need.
  void server.register(async (scope) => {
    readUpload(scope, evidenceFormBytes)
    addRoute(scope, app, 'POST /broker-tasks/:id', roles, finish)
  })
}

async function taskIn({ app, params }: Visit) {
  const opened = isUuid(params['id'] ?? '') ? await openTask(app, params['id'] ?? '') : null
  if (opened === null) throw new HttpProblem(404, 'not-found')
  return opened
}

async function render(visit: Visit, form: FormState, clear: boolean): Promise<string> {
  const opened = await taskIn(visit)
  return taskPage(
    await openView(visit, `/broker-tasks/${opened.task.id}`),
    opened,
    form,
    clear ? await showTask(visit.app, opened, visit.login.user) : null,
  )
}

async function finish(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, request, reply } = visit
  const { task } = await taskIn(visit)
  const view = await openView(visit)
  const t = view.t.brokers.tasks
  const answer = brokerAnswers.find((known) => known === form['answer'])
  const file = uploadedEvidence((request.body as Record<string, unknown> | undefined)?.['evidence'])
  const again = async (field: string, text: string) =>
    sendPage(
      reply,
      await render(
        visit,
        { values: { answer: form['answer'] ?? '', note: form['note'] ?? '' }, errors: { [field]: text } },
        false,
      ),
      422,
    )
  if (answer === undefined) return again('answer', t.errors.answer)
  if (file === 'bad') return again('evidence', view.t.common.evidence.bad)
  try {
    await finishTask(app, login.user, task.id, {
      answer,
      note: (form['note'] ?? '').slice(0, 1_000),
      evidence: file === 'none' ? null : file,
    })
  } catch (error) {
    if (!(error instanceof TaskRefused)) throw error
    if (error.code === 'unknown') throw new HttpProblem(404, 'not-found')
    return again(error.code === 'done' ? 'answer' : error.code, t.errors[error.code])
  }
  return reply.redirect(`/broker-tasks/${task.id}`, 303)
}
