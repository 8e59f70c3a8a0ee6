import { html } from '../ui/html.ts'
import { ConnectionPill } from './connection-state.tsx'
import { CopyField, PostButton, type FormState } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { ActivitiesCard } from './connection-activities.tsx'
import type { ConnectionFacts } from './facts/connection-facts.ts'
import { ReadCard, ReadingCard, SentCard, WayOut } from './connection-cards.tsx'
import { DiagnosisCard } from './cards/diagnosis-card.tsx'
import { MailboxCard } from './cards/mailbox-card.tsx'
import { FeedCards, type FeedForm } from './cards/feed-card.tsx'
import type { FeedSpec } from '../../../connector/opt-outs.ts'
import { RelationCard } from './cards/relation-card.tsx'
import { ToolsCard } from './tools-card.tsx'
import { SelfTestCard } from './self-test-card.tsx'
import { OpenWorkCard } from './before-removals/open-work-card.tsx'
import { SightCard } from './before-removals/sight-card.tsx'
import { OtherPurgesCard } from './other-purges-card.tsx'
import { RightsCard } from './rights/rights-card.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { ListenerState } from '../../../store/connections/listeners.ts'
import { vendorText } from '../app/vendor-text.ts'
import type { View } from '../app/view.ts'
import { Wizard } from './connect/connection-wizard.tsx'
import { type ConnectionNotice, ConnectionNotices } from './connection-notices.tsx'

/** Forms of the page that were sent with something wrong in them. */
interface ConnectionForms {
  tools?: FormState
  units?: FormState
  feed?: FeedForm
  senders?: FormState
  /** What came of a file that was brought. */
  done?: string
}

/** One Connection: wizard until it is read, diagnosis and rights after. */
export function connectionPage(
  view: View,
  facts: ConnectionFacts,
  notice: ConnectionNotice | null = null,
  forms: ConnectionForms = {},
): string {
  const { connection, connector, running } = facts
  const c = view.t.connections
  const crm = connector.kind === 'crm'
  const admin = allowed(view.role, may.connect)
  const live = connection.state !== 'disconnected'
  return html(
    <Page
      view={view}
      nav="connections"
      title={titleOf(view, facts)}
      tab={connection.label}
      crumbs={[[c.title, '/connections']]}
      context={<p>{contextOf(view, facts)}</p>}
      actions={<HeadActs view={view} facts={facts} />}
    >
      <div id="connection" data-live={running === null && !isBack(connection) ? undefined : '2'}>
        <ConnectionNotices view={view} facts={facts} notice={notice} />
        <Done text={forms.done} />
        {crm && live ? <Wizard view={view} facts={facts} /> : null}
        {running === null ? null : <ReadingCard view={view} connection={connection} running={running} />}
        {crm ? (
          <CrmCards view={view} facts={facts} admin={admin} forms={forms} />
        ) : (
          <SenderCards view={view} facts={facts} admin={admin} forms={forms} />
        )}
        {crm && connection.fullPulledAt !== null ? <BeforeRemovals view={view} facts={facts} admin={admin} /> : null}
        {crm ? <OtherPurgesCard view={view} facts={facts} /> : null}
        {live ? <Ways view={view} facts={facts} admin={admin} /> : null}
      </div>
    </Page>,
  )
}

/** What may be written there, and how to end it. */
function Ways({ view, facts, admin }: { view: View; facts: ConnectionFacts; admin: boolean }) {
  const isWrittenTo = facts.connector.kind !== 'mailbox' && facts.connector.kind !== 'feed'
  return (
    <>
      {isWrittenTo ? <RightsCard view={view} facts={facts} admin={admin} /> : null}
      {admin ? <WayOut view={view} facts={facts} /> : null}
    </>
  )
}

function Done({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <p class="notice done" role="status">
      <Icon name="check" />
      {text}
    </p>
  )
}

/** It answered since its last reading failed, and is about to be read. */
const isBack = ({ state, pullFailedAt, pullFailure }: ConnectionFacts['connection']): boolean =>
  (state === 'observe' || state === 'active') && pullFailedAt !== null && pullFailure === null

function titleOf(view: View, { connection, connector, row }: ConnectionFacts): string {
  const c = view.t.connections
  const { label } = connection
  if (connection.state === 'disconnected') return c.ended(label)
  if (connection.state === 'needs-reauthorisation') return c.revoked(label)
  if (connector.kind === 'mailbox') return c.mailboxTitle(label)
  if (connector.kind === 'feed')
    return feedTitle(view, connection.pullFailedAt !== null && connection.pullFailure !== null, connector.feed, label)
  if (connector.kind !== 'crm') return connection.granted.length === 0 ? c.brokerObserving(label) : c.brokerTitle(label)
  if (isBack(connection)) return c.back(label)
  return connection.pullFailedAt === null ? crmTitle(view, connection, row) : c.failing(label)
}

function crmTitle(
  { t: { connections: c } }: View,
  { label, granted }: ConnectionFacts['connection'],
  row: ConnectionFacts['row'],
): string {
  if (granted.length === 0) return c.observing(label)
  return (row?.open ?? 0) > 0 ? c.openObjections(label, row?.open ?? 0) : c.applied(label)
}

function feedTitle({ t }: View, failing: boolean, spec: FeedSpec | undefined, label: string): string {
  if (failing) return t.feeds.titleFailing(label)
  return spec?.everyHours == null ? t.feeds.titleByHand(label) : t.feeds.title(label)
}

function contextOf(view: View, { connection, connector, diagnosis, listener }: ConnectionFacts): string {
  const { f, now } = view
  const c = view.t.connections
  if (connector.kind === 'mailbox') return c.mailboxMore
  if (connector.kind === 'feed') return view.t.feeds.more
  if (connector.kind !== 'crm') return c[connector.kind]
  if (connection.fullPulledAt === null) return c.notRead(connection.accountId)
  const parts = [c.readContext(connection.accountId, f.dateTime(connection.fullPulledAt), diagnosis.records)]
  if (connection.provisionedAt === null && connection.granted.length === 0) parts.push(c.zeroWritten)
  if (connection.pulledAt !== null && connection.pulledAt.getTime() !== connection.fullPulledAt.getTime())
    parts.push(c.pulledAgain(f.relative(connection.pulledAt, now)))
  // The listener's times are wall clock: what matters is whether the line is up.
  if (
    connection.state !== 'disconnected' &&
    listener !== null &&
    (listener.heardAt !== null || listener.failure !== null)
  )
    parts.push(heardText(view, listener))
  return parts.join(' ')
}

function heardText(view: View, { failure, missesSince, unheard }: ListenerState): string {
  const c = view.t.connections
  if (failure !== null) return c.deaf
  if (missesSince !== null) return c.silent
  return unheard === null ? c.hears : vendorText(view, { en: unheard, fr: unheard })
}

/** Beside the title: its state, and what an admin may do now. */
function HeadActs({ view, facts }: { view: View; facts: ConnectionFacts }) {
  const { connection, connector, row } = facts
  const { t } = view
  const c = t.connections
  const changes = allowed(view.role, may.connect) && connection.state !== 'disconnected'
  const revoked = connection.state === 'needs-reauthorisation'
  return (
    <>
      <ConnectionPill
        view={view}
        row={row ?? connection}
        readable={connector.kind === 'crm'}
        failing={connector.kind === 'feed'}
        nothingToGrant={connector.kind === 'mailbox' || connector.kind === 'feed'}
      />
      {changes && connector.auth.type === 'form' ? (
        <a class={revoked ? 'btn primary' : 'btn'} href={`/connections/${connection.id}/settings`}>
          {t.connect.change.open}
        </a>
      ) : null}
      {changes && revoked && connector.auth.type === 'oauth2' ? (
        <PostButton view={view} action={`/connections/${connection.id}/reauthorise`} kind="primary">
          {c.reauthorise}
        </PostButton>
      ) : null}
      {changes && !revoked && mayReadAgain(facts) ? (
        <PostButton view={view} action={`/connections/${connection.id}/read`}>
          <Icon name="refresh" />
          {c.readNow}
        </PostButton>
      ) : null}
    </>
  )
}

/** A CRM that was read once and is not being read. */
function mayReadAgain({ connection, connector, running }: ConnectionFacts): boolean {
  return connector.kind === 'crm' && running === null && connection.fullPulledAt !== null
}

/** Of a broker, a mailing tool, a mailbox or a vendor of data: nothing is read there but answers and opt-outs. */
function SenderCards({
  view,
  facts,
  admin,
  forms,
}: {
  view: View
  facts: ConnectionFacts
  admin: boolean
  forms: ConnectionForms
}) {
  const { connector, feed } = facts
  const { kind } = connector
  return (
    <div class="grid">
      {kind === 'mailbox' || kind === 'feed' ? null : <SentCard view={view} facts={facts} />}
      <MailboxCard view={view} facts={facts} form={forms.senders ?? null} admin={admin} />
      {feed === null || connector.feed === undefined ? null : (
        <FeedCards
          view={view}
          facts={facts}
          spec={connector.feed}
          feed={feed}
          admin={admin}
          form={forms.feed ?? null}
        />
      )}
      <div class="stack">
        <SelfTestCard view={view} facts={facts} admin={admin} />
        {facts.hookUrl === null || !admin || kind === 'feed' ? null : <HookCard view={view} url={facts.hookUrl} />}
      </div>
    </div>
  )
}

/** The address that the other side calls. */
function HookCard({ view, url }: { view: View; url: string }) {
  const { t } = view
  const c = t.connections
  return (
    <section class="card">
      <div class="card-head">
        <h2>{c.hook}</h2>
      </div>
      <div class="card-body stack">
        <p class="hint">{c.hookMore}</p>
        <CopyField label={c.hookUrl} value={url} copy={t.common.copy} copied={t.common.copied} />
      </div>
    </section>
  )
}

/** Of a CRM: what was found in it, the self-test, and who else writes there. */
function CrmCards({
  view,
  facts,
  admin,
  forms,
}: {
  view: View
  facts: ConnectionFacts
  admin: boolean
  forms: ConnectionForms
}) {
  const { connection, connector, diagnosis, running } = facts
  const live = connection.state !== 'disconnected'
  const read = connection.fullPulledAt !== null
  const tools = <ToolsCard view={view} back={`/connections/${connection.id}`} form={forms.tools ?? null} />
  return (
    <>
      {read || running !== null || !live ? null : <ReadCard view={view} connectionId={connection.id} admin={admin} />}
      <div class="grid">
        {diagnosis.records > 0 ? <DiagnosisCard view={view} facts={facts} /> : tools}
        <div class="stack">
          <SelfTestCard view={view} facts={facts} admin={admin} />
          {diagnosis.records > 0 ? tools : null}
          {live ? <RelationCard view={view} facts={facts} /> : null}
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
  )
}

/** What is read of a system before anybody is removed. */
function BeforeRemovals({ view, facts, admin }: { view: View; facts: ConnectionFacts; admin: boolean }) {
  return (
    <>
      <SightCard view={view} facts={facts} admin={admin} />
      <OpenWorkCard view={view} facts={facts} admin={admin} />
    </>
  )
}
