import { html } from '../ui/html.ts'
import { ConnectionPill } from './connection-state.tsx'
import { CopyField, PostButton, type FormState } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { RunProgress } from '../ui/progress.tsx'
import { ActivitiesCard } from './connection-activities.tsx'
import type { ConnectionFacts } from './connection-facts.ts'
import { DiagnosisCard, ReadCard, SelfTestCard, SentCard, ToolsCard, WayOut } from './connection-cards.tsx'
import { OtherPurgesCard } from './other-purges-card.tsx'
import { RightsCard } from './connection-rights.tsx'
import { allowed, may } from '../app/roles.ts'
import type { View } from '../app/view.ts'

/** What to say on top besides the page itself: a failed act, a bad answer. */
export interface ConnectionNotice {
  text: string
  /** The vendor's or connector's own sentence, in English. */
  detail?: string
}

/** One Connection: wizard until it is read, diagnosis and rights after. */
export function connectionPage(
  view: View,
  facts: ConnectionFacts,
  notice: ConnectionNotice | null = null,
  forms: { tools?: FormState; units?: FormState } = {},
): string {
  const { connection, connector, diagnosis, row, running } = facts
  const { t, f } = view
  const c = t.connections
  const mailbox = connector.kind === 'mailbox'
  const broker = connector.kind !== 'crm'
  const admin = allowed(view.role, may.connect)
  const live = connection.state !== 'disconnected'
  const read = connection.fullPulledAt !== null
  const readButton = admin && live && !broker && running === null && connection.state !== 'needs-reauthorisation'
  return html(
    <Page
      view={view}
      nav="connections"
      title={titleOf(view, facts)}
      tab={connection.label}
      crumbs={[[c.title, '/connections']]}
      context={<p>{contextOf(view, facts)}</p>}
      actions={
        <>
          {row === null ? (
            <ConnectionPill view={view} row={connection} readable={!broker} nothingToGrant={mailbox} />
          ) : (
            <ConnectionPill view={view} row={row} readable={!broker} nothingToGrant={mailbox} />
          )}
          {admin && live && connector.auth.type === 'form' ? (
            <a
              class={connection.state === 'needs-reauthorisation' ? 'btn primary' : 'btn'}
              href={`/connections/${connection.id}/settings`}
            >
              {t.connect.change.open}
            </a>
          ) : null}
          {admin && live && connection.state === 'needs-reauthorisation' && connector.auth.type === 'oauth2' ? (
            <PostButton view={view} action={`/connections/${connection.id}/reauthorise`} kind="primary">
              {c.reauthorise}
            </PostButton>
          ) : null}
          {readButton && read ? (
            <PostButton view={view} action={`/connections/${connection.id}/read`}>
              <Icon name="refresh" />
              {c.readNow}
            </PostButton>
          ) : null}
        </>
      }
    >
      <div id="connection" data-live={running === null ? undefined : '2'}>
        {notice === null ? null : (
          <div class="notice broken" role="alert">
            <Icon name="alert-triangle" />
            <div>
              <strong>{notice.text}</strong>
              {notice.detail === undefined ? null : <p lang="en">{notice.detail}</p>}
            </div>
          </div>
        )}
        {connection.state === 'needs-reauthorisation' ? (
          <div class="notice broken">
            <Icon name="plug-connected-x" />
            <p>{c.revokedMore}</p>
          </div>
        ) : null}
        {connection.pullFailedAt !== null && live && connection.state !== 'needs-reauthorisation' ? (
          <div class="notice broken">
            <Icon name="alert-triangle" />
            <div>
              <strong>
                {c.failure(f.dateTime(connection.pullFailedAt))} {c.failureNext}
              </strong>
              <p lang="en">{connection.pullFailure}</p>
            </div>
          </div>
        ) : null}
        {facts.pendingLifts === 0 ? null : (
          <div class="notice wait">
            <Icon name="clock-hour-4" />
            <div>
              <strong>{t.today.needs.liftPending(connection.label, facts.pendingLifts)}</strong>
              <p>{t.today.needs.liftPendingMore}</p>
            </div>
          </div>
        )}
        {broker || !live ? null : <Wizard view={view} facts={facts} />}
        {running === null ? null : (
          <section class="card">
            <div class="card-head">
              <h2>{c.reading}</h2>
              <span class="hint">{c.readingSafe}</span>
            </div>
            <div class="card-body">
              <RunProgress view={view} steps={running.steps} labels={new Map([[connection.id, connection.label]])} />
              {connection.provisionedAt === null ? <p class="hint">{t.runs.nothingWritten}</p> : null}
            </div>
          </section>
        )}
        {broker ? (
          <div class="grid">
            {mailbox ? null : <SentCard view={view} facts={facts} />}
            <div class="stack">
              <SelfTestCard view={view} facts={facts} admin={admin} />
              {facts.hookUrl === null || !admin ? null : (
                <section class="card">
                  <div class="card-head">
                    <h2>{c.hook}</h2>
                  </div>
                  <div class="card-body stack">
                    <p class="hint">{c.hookMore}</p>
                    <CopyField label={c.hookUrl} value={facts.hookUrl} copy={t.common.copy} copied={t.common.copied} />
                  </div>
                </section>
              )}
            </div>
          </div>
        ) : (
          <>
            {read || running !== null || !live ? null : (
              <ReadCard view={view} connectionId={connection.id} admin={admin} />
            )}
            <div class="grid">
              {diagnosis.records > 0 ? (
                <DiagnosisCard view={view} facts={facts} />
              ) : (
                <ToolsCard view={view} back={`/connections/${connection.id}`} form={forms.tools ?? null} />
              )}
              <div class="stack">
                <SelfTestCard view={view} facts={facts} admin={admin} />
                {diagnosis.records > 0 ? (
                  <ToolsCard view={view} back={`/connections/${connection.id}`} form={forms.tools ?? null} />
                ) : null}
                {connector.activities === undefined || !live ? null : (
                  <ActivitiesCard
                    view={view}
                    facts={facts}
                    source={connector.activities}
                    form={forms.units ?? null}
                    admin={admin}
                  />
                )}
              </div>
            </div>
          </>
        )}
        {broker || mailbox ? null : <OtherPurgesCard view={view} facts={facts} />}
        {live && !mailbox ? <RightsCard view={view} facts={facts} admin={admin} /> : null}
        {live && admin ? <WayOut view={view} connectionId={connection.id} /> : null}
      </div>
    </Page>,
  )
}

function titleOf(view: View, { connection, connector, row }: ConnectionFacts): string {
  const c = view.t.connections
  const { label } = connection
  if (connection.state === 'disconnected') return c.ended(label)
  if (connection.state === 'needs-reauthorisation') return c.revoked(label)
  if (connector.kind === 'mailbox') return c.mailboxTitle(label)
  if (connector.kind !== 'crm') return connection.granted.length === 0 ? c.brokerObserving(label) : c.brokerTitle(label)
  if (connection.pullFailedAt !== null) return c.failing(label)
  if (connection.granted.length === 0) return c.observing(label)
  return (row?.open ?? 0) > 0 ? c.openObjections(label, row?.open ?? 0) : c.applied(label)
}

function contextOf(view: View, { connection, connector, diagnosis, listener }: ConnectionFacts): string {
  const { f, now } = view
  const c = view.t.connections
  if (connector.kind === 'mailbox') return c.mailboxMore
  if (connector.kind !== 'crm') return c[connector.kind]
  if (connection.fullPulledAt === null) return c.notRead(connection.accountId)
  const parts = [c.readContext(connection.accountId, f.dateTime(connection.fullPulledAt), diagnosis.records)]
  if (connection.provisionedAt === null) parts.push(c.zeroWritten)
  if (connection.pulledAt !== null && connection.pulledAt.getTime() !== connection.fullPulledAt.getTime())
    parts.push(c.pulledAgain(f.relative(connection.pulledAt, now)))
  // The listener's times are wall clock: what matters is whether the line is up.
  if (
    connection.state !== 'disconnected' &&
    listener !== null &&
    (listener.heardAt !== null || listener.failure !== null)
  )
    parts.push(listener.failure === null ? c.hears : c.deaf)
  return parts.join(' ')
}

/** Progress of the wizard; each finished step keeps its tick, the first open one is where we are. */
function Wizard({ view, facts: { connection } }: { view: View; facts: ConnectionFacts }) {
  const w = view.t.connections.wizard
  const steps = [
    { name: w.register, done: true },
    { name: w.consent, done: true },
    { name: w.test, done: connection.checkedAt !== null },
    { name: w.tools, done: view.settings.otherTools !== null },
    { name: w.read, done: connection.fullPulledAt !== null },
    { name: w.rights, done: connection.granted.includes('suppress') },
  ]
  const at = steps.findIndex((step) => !step.done)
  if (at === -1) return null
  return (
    <ol class="wizard" aria-label={w.label}>
      {steps.map((step, index) => (
        <li
          class={step.done ? 'done' : index === at ? 'now' : 'later'}
          aria-current={index === at ? 'step' : undefined}
        >
          <span class="wizard-mark" aria-hidden="true">
            {step.done ? <Icon name="check" size={14} /> : null}
          </span>
          <span>{step.name}</span>
          <span class="sr-only">, {step.done ? w.done : index === at ? w.now : w.later}</span>
        </li>
      ))}
    </ol>
  )
}
