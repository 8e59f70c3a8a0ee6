import type { FormResult } from '../../../operations/forms/audit-followed.ts'
import type { FollowedForm, FormAuditRow } from '../../../store/forms/forms.ts'
import { PostButton } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { rowName } from '../app/row-name.ts'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'

type Line = readonly [name: string, found: string | null]

function Lines({ view, lines }: { view: View; lines: readonly Line[] }) {
  const s = view.t.forms.notice
  return (
    <dl class="found-list">
      {lines.map(([name, found]) => (
        <div>
          <dt>{name}</dt>
          <dd class={found === null ? 'hint' : undefined}>{found ?? s.missing}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What stands in front of the reader. */
export function NoticeCard({ view, result }: { view: View; result: FormResult }) {
  const s = view.t.forms.notice
  const { notice } = result
  return (
    <section class="card">
      <div class="card-head">
        <h2>{s.title}</h2>
      </div>
      <div class="card-body stack">
        <p class="hint">{s.more}</p>
        <Lines
          view={view}
          lines={[
            [s.controller, notice.controller],
            [s.purpose, notice.purpose],
            [s.period, notice.period],
            [s.rights, notice.rights],
            [s.complaint, notice.complaint],
          ]}
        />
      </div>
    </section>
  )
}

/** What lies behind the privacy link. */
export function PolicyCard({ view, result }: { view: View; result: FormResult }) {
  const { t } = view
  const s = t.forms.policy
  const { policy } = result
  const facts = policy.facts
  const tone =
    policy.state === 'read'
      ? 'done'
      : policy.state === 'dead' || policy.state === 'home' || policy.state === 'login' || policy.state === 'none'
        ? 'broken'
        : 'wait'
  return (
    <section class="card">
      <div class="card-head">
        <h2>{s.title}</h2>
        <Pill tone={tone}>{s.states[policy.state]}</Pill>
      </div>
      {policy.url === null ? null : (
        <div class="card-body stack">
          <p>
            <code class="value">{policy.url}</code>
          </p>
          {facts === null ? null : (
            <Lines
              view={view}
              lines={[
                [t.forms.notice.period, facts.period ?? facts.vague],
                [t.forms.notice.rights, facts.rightsQuote],
                [t.forms.notice.controller, facts.controller],
                [s.officer, facts.officer],
                [t.forms.notice.complaint, facts.complaint],
                [s.source, facts.source],
                [s.changed, facts.changedOn],
              ]}
            />
          )}
        </div>
      )}
    </section>
  )
}

/** Whoever meant another form of the page follows that one. */
export function OtherForms({ view, form, result }: { view: View; form: FollowedForm; result: FormResult }) {
  const s = view.t.forms.others
  if (result.others.length === 0) return null
  return (
    <section class="card">
      <div class="card-head">
        <h2>{s.title}</h2>
      </div>
      <table class="rows">
        <caption class="sr-only">{s.title}</caption>
        <tbody>
          {result.others.map((other) => (
            <tr>
              <th scope="row">
                {other.name}
                <span class="hint block">{other.key}</span>
              </th>
              <td class="num">{s.score(other.passed, other.of)}</td>
              <td class="act">
                {allowed(view.role, may.judge) ? (
                  <PostButton
                    view={view}
                    action={`/forms/${form.id}/follow`}
                    fields={{ key: other.key }}
                    label={`${s.follow}${view.f.colon}${other.name}`}
                  >
                    {s.follow}
                  </PostButton>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A score says nothing of forms that the page's source does not show: told before it. */
export function Unjudged({ view, result }: { view: View; result: FormResult }) {
  const s = view.t.forms.others
  const missed = result.unjudged ?? []
  if (missed.length === 0) return null
  return (
    <div class="notice" role="note">
      <Icon name="alert-triangle" />
      <div>
        <p>
          <strong>{s.missed(missed.length)}</strong> <code class="value">{missed.join(', ')}</code>
        </p>
        <p class="hint">{s.missedMore}</p>
      </div>
    </div>
  )
}

/** Every time the form or a result changed, newest first. */
export function FormHistory({ view, audits }: { view: View; audits: readonly FormAuditRow<FormResult>[] }) {
  const { f, t } = view
  const s = t.forms.history
  return (
    <section class="card">
      <div class="card-head">
        <h2>{s.title}</h2>
        <span class="hint">{s.more}</span>
      </div>
      <table class="rows">
        <caption class="sr-only">{s.title}</caption>
        <thead>
          <tr>
            <th scope="col">{s.when}</th>
            <th scope="col">{s.score}</th>
            <th scope="col">{s.changed}</th>
          </tr>
        </thead>
        <tbody>
          {audits.map((audit, place) => (
            <tr>
              <td data-label={s.when}>
                <Time at={audit.auditedAt}>{f.dateTime(audit.auditedAt)}</Time>
              </td>
              <td data-label={s.score}>{t.forms.score(audit.passed, audit.of)}</td>
              <td data-label={s.changed}>
                {changesOf(view, audit, audits[place + 1]).map((text) => (
                  <span class="block">{text}</span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function changesOf(
  view: View,
  audit: FormAuditRow<FormResult>,
  before: FormAuditRow<FormResult> | undefined,
): string[] {
  const { history: s, rowStates } = view.t.forms
  if (before === undefined) return [s.first]
  const turned = audit.result.rows.flatMap((row) => {
    const was = before.result.rows.find(({ id }) => id === row.id)
    return was === undefined || was.state === row.state
      ? []
      : [s.turned(rowName(view, row.id), rowStates[was.state], rowStates[row.state])]
  })
  return turned.length > 0 ? turned : [s.content]
}
