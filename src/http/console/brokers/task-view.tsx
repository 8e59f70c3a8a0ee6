import { brokerAnswers, type BrokerAnswer } from '../../../domain/brokers/broker-answer.ts'
import type { BrokerTask } from '../../../store/brokers/broker-tasks.ts'
import type { HeldFile } from '../../../store/brokers/broker-files.ts'
import { referenceOf } from '../../../store/brokers/broker-notices.ts'
import type { OpenedTask } from '../../../operations/brokers/broker-tasks.ts'
import { Csrf, ErrorSummary, Field, FieldError, PostButton, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { EvidenceField } from '../ui/evidence-field.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { vendorText } from '../app/vendor-text.ts'
import type { View } from '../app/view.ts'

/** Open tasks by their day, then the last ones ended. */
export function taskListPage(
  view: View,
  open: readonly BrokerTask[],
  done: readonly BrokerTask[],
  held: readonly HeldFile[],
): string {
  const t = view.t.brokers.tasks
  return html(
    <Page
      view={view}
      nav="tasks"
      title={open.length === 0 ? t.none : t.title(open.length)}
      tab={t.tab}
      context={<p>{t.context}</p>}
    >
      {held.map((file) => (
        <div class="notice wait">
          <Icon name="clock-hour-4" />
          <div>
            <strong>{t.held(file.label)}</strong>
            <p>{t.heldMore(view.f.number(file.rows), view.f.number(file.before))}</p>
            {allowed(view.role, may.judge) ? (
              <PostButton
                view={view}
                action={`/broker-files/${file.connectionId}/release`}
                kind="danger"
                label={`${t.releaseFile}${view.f.colon}${file.label}`}
              >
                {t.releaseFile}
              </PostButton>
            ) : null}
          </div>
        </div>
      ))}
      <div class="stack">
        {open.length === 0 ? null : (
          <section class="card">
            <TaskTable view={view} tasks={open} caption={t.open} />
          </section>
        )}
        {done.length === 0 ? null : (
          <section class="card">
            <div class="card-head">
              <h2>{t.done}</h2>
            </div>
            <TaskTable view={view} tasks={done} caption={t.done} />
          </section>
        )}
      </div>
    </Page>,
  )
}

function TaskTable({ view, tasks, caption }: { view: View; tasks: readonly BrokerTask[]; caption: string }) {
  const { f } = view
  const t = view.t.brokers.tasks
  const c = t.columns
  return (
    <table class="rows">
      <caption class="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{c.task}</th>
          <th scope="col">{c.broker}</th>
          <th scope="col">{c.people}</th>
          <th scope="col">{c.state}</th>
          <th scope="col">{c.due}</th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <tr>
            <td class="lead">
              <a href={`/broker-tasks/${task.id}`}>{t.kinds[task.kind]}</a> <span class="hint mono">{task.number}</span>
            </td>
            <td data-label={c.broker}>{task.label}</td>
            <td data-label={c.people}>{f.number(task.people)}</td>
            <td data-label={c.state}>
              <TaskPill view={view} task={task} />
            </td>
            <td data-label={c.due}>
              {task.doneAt === null ? (
                <Time at={task.dueAt}>{f.dateTime(task.dueAt)}</Time>
              ) : (
                <Time at={task.doneAt}>{f.dateTime(task.doneAt)}</Time>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function TaskPill({ view, task }: { view: View; task: BrokerTask }) {
  const t = view.t.brokers.tasks
  if (task.doneAt === null)
    return view.now > task.dueAt ? <Pill tone="broken">{t.late}</Pill> : <Pill tone="wait">{t.waits}</Pill>
  return (
    <Pill
      tone={
        task.outcome === 'refused'
          ? 'broken'
          : task.outcome === 'absent' || task.outcome === 'answered'
            ? 'quiet'
            : 'accepted'
      }
    >
      {t.outcomes[task.outcome ?? 'answered']}
    </Pill>
  )
}

/** One task: what to do, for whom, and what came of it. */
export function taskPage(
  view: View,
  opened: OpenedTask,
  form: FormState,
  addresses: ReadonlyMap<string, readonly string[]> | null,
): string {
  const { f } = view
  const t = view.t.brokers.tasks
  const { task, notice, lines, instructions } = opened
  const title = t.one(t.kinds[task.kind], task.label)
  return html(
    <Page
      view={view}
      nav="tasks"
      title={title}
      tab={task.number}
      crumbs={[[t.tab, '/broker-tasks']]}
      context={
        <p>
          {task.kind === 'chase' && notice.sentAt !== null
            ? t.chaseContext(f.dateTime(notice.sentAt))
            : task.doneAt === null
              ? t.actContext
              : t.endedContext}
        </p>
      }
      actions={<TaskPill view={view} task={task} />}
    >
      <ErrorSummary
        form={form}
        text={view.t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ answer: t.answer, note: t.note, evidence: t.evidence }}
      />
      <div class="grid">
        <div class="stack">
          <section class="card">
            <div class="card-head">
              <h2>{t.what}</h2>
            </div>
            <div class="card-body stack">
              {(instructions === null ? t.chaseHow : vendorText(view, instructions)).split(/\n+/u).map((line) => (
                <p>{line}</p>
              ))}
            </div>
          </section>
          <section class="card">
            <div class="card-head">
              <h2>{t.who}</h2>
              {addresses !== null ? null : (
                <PostButton view={view} action={`/broker-tasks/${task.id}/show`}>
                  <Icon name="eye" />
                  {t.show}
                </PostButton>
              )}
            </div>
            <table class="rows">
              <caption class="sr-only">{t.who}</caption>
              <thead>
                <tr>
                  <th scope="col">{t.reference}</th>
                  <th scope="col">{t.addresses}</th>
                  <th scope="col">{t.objected}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr>
                    <td class="lead mono">{referenceOf(task.number, line.line)}</td>
                    <td data-label={t.addresses}>
                      {addresses === null
                        ? t.hidden
                        : (addresses.get(line.propagationId) ?? []).join(', ') || t.noAddress}
                      {line.contactId === null ? null : (
                        <>
                          {' '}
                          · <a href={`/contacts/${line.contactId}`}>{t.contact}</a>
                        </>
                      )}
                    </td>
                    <td data-label={t.objected}>
                      <Time at={line.objectedAt}>{f.dateTime(line.objectedAt)}</Time>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
        {task.doneAt === null ? <EndForm view={view} task={task} form={form} /> : <Ended view={view} task={task} />}
      </div>
    </Page>,
  )
}

function EndForm({ view, task, form }: { view: View; task: BrokerTask; form: FormState }) {
  const t = view.t.brokers.tasks
  const texts: Readonly<Partial<Record<BrokerAnswer, string>>> = task.kind === 'act' ? t.actAnswers : t.chaseAnswers
  const answers = brokerAnswers.filter((answer) => texts[answer] !== undefined)
  return (
    <section class="card top-card">
      <div class="card-head">
        <h2>{t.end}</h2>
      </div>
      <form method="post" action={`/broker-tasks/${task.id}`} enctype="multipart/form-data" class="card-body stack">
        <Csrf token={view.csrf} />
        <fieldset id="answer" aria-describedby={form.errors['answer'] === undefined ? undefined : 'answer-error'}>
          <legend>{t.answer}</legend>
          {answers.map((answer) => (
            <div class="check">
              <input
                type="radio"
                id={`answer-${answer}`}
                name="answer"
                value={answer}
                checked={form.values['answer'] === answer}
                required
              />
              <label for={`answer-${answer}`}>{texts[answer]}</label>
            </div>
          ))}
          <FieldError id="answer" error={form.errors['answer']} />
        </fieldset>
        <Field name="note" label={t.note} form={form} hint={t.noteHint} lines={3} required />
        <EvidenceField
          name="evidence"
          label={t.evidence}
          hint={`${task.kind === 'act' ? `${t.evidenceNeeded} ` : ''}${view.t.common.evidence.hint}`}
          form={form}
        />
        <button type="submit" class="btn primary">
          {t.send}
        </button>
      </form>
    </section>
  )
}

function Ended({ view, task }: { view: View; task: BrokerTask }) {
  const t = view.t.brokers.tasks
  return (
    <section class="card top-card">
      <div class="card-head">
        <h2>{t.ended}</h2>
      </div>
      <div class="card-body stack">
        {task.doneAt === null ? null : (
          <p>
            <Time at={task.doneAt}>{view.f.dateTime(task.doneAt)}</Time> ·{' '}
            {task.doneBy === 'lawbase' ? t.bySystem : task.doneBy}
          </p>
        )}
        {task.note === null ? null : <p>{task.note}</p>}
        {task.evidenceId === null ? null : (
          <div>
            <a class="btn" href={`/evidence/${task.evidenceId}`} download>
              <Icon name="download" />
              {t.download}
            </a>
            <p class="hint mono">SHA-256 {task.evidenceDigest?.slice(0, 12)}…</p>
          </div>
        )}
      </div>
    </section>
  )
}
