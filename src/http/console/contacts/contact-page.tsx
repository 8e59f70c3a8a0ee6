import { channels, type Channel } from '../../../domain/app/channel.ts'
import { changesOf } from '../../../domain/decisions/explain.ts'
import type { Verdict } from '../../../domain/decisions/decision.ts'
import { unlockTexts } from '../../../domain/decisions/tables/unlock-texts.ts'
import { maskEmail, maskName } from '../../../domain/contacts/identity.ts'
import { ClockDrawing } from './clock-drawing.tsx'
import { Csrf } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { countryName, VerdictPill, whyOf } from '../ui/verdict-pill.tsx'
import { JournalCard, RecordsCard, SourcesCard, TimelineCard } from './contact-cards.tsx'
import type { ContactFacts } from './contact-facts.ts'
import { kindName } from '../propagation/scope-text.ts'
import { allowed, may } from '../app/roles.ts'
import { ObjectionCard } from '../propagation/objection-card.tsx'
import { erasureHref } from '../app/erasure-href.ts'
import { holdHref } from '../app/hold-href.ts'
import type { View } from '../app/view.ts'

const movingStates = ['queued', 'sending', 'written']

/** May we contact this person, why, until when, and is the no everywhere? Clear values only after a reveal. */
export function contactDetail(view: View, facts: ContactFacts, revealedAt: Date | null): string {
  const { t, f } = view
  const c = t.contact
  const { contact, records, decision, objections } = facts
  const clear = revealedAt !== null
  const live = records.filter((record) => record.goneAt === null)
  const lead = live[0] ?? records[0]
  const name = [lead?.firstName ?? null, lead?.lastName ?? null]
    .filter((part) => part !== null && part !== '')
    .map((part) => (clear ? part : maskName(part ?? '')))
    .join(' ')
  const email = lead?.emails?.[0] ?? null
  const address = email === null ? t.contacts.noAddress : clear ? email : maskEmail(email)
  const parts = [
    name === '' ? null : address,
    lead?.jobTitle ?? null,
    (decision?.countries ?? []).map((code) => countryName(view, code)).join(', ') || null,
    c.records(live.length, new Set(live.map((record) => record.connectionId)).size),
  ]
  const moving = facts.propagations.some((row) => movingStates.includes(row.state))
  const reveal = contact.purgedAt === null && !clear
  return html(
    <Page
      view={view}
      nav="contacts"
      title={contact.purgedAt !== null ? c.purgedTitle : name === '' ? address : name}
      tab={contact.id.slice(0, 8).toUpperCase()}
      crumbs={[[t.contacts.tab, '/contacts']]}
      context={
        <>
          <p>
            {contact.purgedAt === null
              ? parts.filter((part) => part !== null).join(' · ')
              : c.purged(f.dateTime(contact.purgedAt))}
          </p>
          {contact.purgedAt !== null ? null : (
            <p class="hint">{revealedAt === null ? c.hidden : c.revealed(f.time(revealedAt))}</p>
          )}
        </>
      }
      actions={
        reveal ? (
          <form method="post" action={`/contacts/${contact.id}/reveal`} class="inline">
            <Csrf token={view.csrf} />
            <button type="submit" class="btn">
              <Icon name="eye" />
              {c.reveal}
            </button>
          </form>
        ) : undefined
      }
    >
      <div id="contact" data-live={moving && !clear ? '2' : undefined} class="stack">
        {contact.purgedAt === null ? <VerdictStrip view={view} facts={facts} /> : null}
        {facts.holds.map((hold) => (
          <div class="notice wait">
            <Icon name="clock-hour-4" />
            <p>
              {hold.until === null
                ? c.held(c.holdReasons[hold.reason] ?? hold.reason)
                : c.heldUntil(c.holdReasons[hold.reason] ?? hold.reason, f.day(hold.until))}
            </p>
          </div>
        ))}
        {facts.removedOn === null ? null : (
          <div class="notice wait">
            <Icon name="alert-triangle" />
            <p>{c.removedBefore(f.dateTime(facts.removedOn))}</p>
          </div>
        )}
        {facts.kept.map((hold) => (
          <div class="notice">
            <Icon name="shield-check" />
            <p>{c.kept(hold.reason, hold.until === null ? null : f.day(hold.until))}</p>
          </div>
        ))}
        {decision === null ? null : <ClockCard view={view} facts={facts} />}
        {objections.length === 0 ? (
          <section class="card">
            <p class="empty">{c.objections.none}</p>
          </section>
        ) : (
          objections.map((objection) => (
            <ObjectionCard
              view={view}
              objection={objection}
              known={facts.known}
              acts={facts.proofs}
              linked
              rows={facts.propagations.filter((row) => row.objectionId === objection.id)}
            />
          ))
        )}
        {contact.purgedAt === null ? <RecordsCard view={view} records={records} clear={clear} /> : null}
        <div class="grid halves">
          <SourcesCard view={view} sources={facts.sources} />
          <JournalCard view={view} journal={facts.journal} />
        </div>
        {allowed(view.role, may.export) ? (
          <section class="card">
            <div class="card-head">
              <h2>{t.accessPack.card}</h2>
            </div>
            <div class="card-body stack">
              <p class="hint">{t.accessPack.cardMore}</p>
              <p class="actions">
                <a class="btn" href={`/contacts/${contact.id}/access.pdf?lang=${view.language}`} download>
                  <Icon name="download" />
                  {t.accessPack.pdf}
                </a>{' '}
                <a class="btn quiet" href={`/contacts/${contact.id}/access.json`} download>
                  {t.accessPack.json}
                </a>
              </p>
              <p class="hint">{t.evidence.cardMore}</p>
              <p>
                <a class="btn" href={`/evidence?contact=${contact.id}`}>
                  <Icon name="file-certificate" />
                  {t.evidence.link}
                </a>
              </p>
            </div>
          </section>
        ) : null}
        {contact.purgedAt === null && allowed(view.role, may.judge) ? (
          <section class="card">
            <div class="card-head">
              <h2>{t.erasure.title}</h2>
            </div>
            <div class="card-body stack">
              <p class="hint">{t.erasure.context}</p>
              <p>
                <a class="btn" href={erasureHref({ contact: contact.id })}>
                  {t.erasure.contactAct}
                </a>
              </p>
            </div>
          </section>
        ) : null}
        <TimelineCard view={view} acts={facts.acts} labels={facts.labels} />
      </div>
    </Page>,
  )
}

const icons: Readonly<Record<Channel, IconName>> = {
  email: 'mail',
  phone: 'phone',
  sms: 'message',
  robocall: 'robot',
  post: 'mailbox',
  social: 'social',
  fax: 'printer',
  audience: 'speakerphone',
}
const order: readonly Channel[] = ['email', 'phone', 'sms', 'post', 'social', 'audience', 'robocall', 'fax']

/** Verdict by channel for the offer, with why and what would change it. */
function VerdictStrip({ view, facts: { decision, stopped, kinds } }: { view: View; facts: ContactFacts }) {
  const { t, f } = view
  const c = t.contact
  return (
    <ul class="strip">
      {order
        .filter((channel) => channels.includes(channel))
        .map((channel) => {
          const since = stopped.get(channel)
          const judged =
            decision === null
              ? null
              : channel === 'email'
                ? {
                    verdict: decision.verdict as Verdict,
                    rule: decision.rule,
                    conditions: decision.conditions ?? [],
                    unlockedBy: decision.unlockedBy ?? [],
                  }
                : (decision.channels?.[channel] ?? null)
          return (
            <li class={channel === 'email' ? 'strip-lead' : undefined}>
              <p class="strip-name">
                <Icon name={icons[channel]} />
                {t.common.channels[channel]}
              </p>
              {/* A no counts at once, before the next run decides again. */}
              <VerdictPill view={view} verdict={since === undefined ? (judged?.verdict ?? null) : 'BLOCK'} />
              {channel === 'email' && since === undefined && decision !== null ? (
                <Basis view={view} basis={decision.basis} assessment={decision.assessment} />
              ) : null}
              {since !== undefined ? (
                <>
                  <p class="hint">
                    {c.saidNo(f.date(since))}, {c.rule('F1')}
                  </p>
                  <p class="hint">
                    {c.changes}
                    {f.colon}
                    {unlockTexts['own-act'][view.language]}
                  </p>
                </>
              ) : judged === null ? (
                <p class="hint">{c.noNo}</p>
              ) : (
                <>
                  <p class="hint">
                    {whyOf(view, judged.rule, judged.verdict)}, {c.rule(judged.rule)}
                  </p>
                  {judged.conditions.length === 0 ? null : (
                    <p class="hint">
                      {judged.conditions
                        .map((condition) => (c.conditions as Readonly<Record<string, string>>)[condition] ?? condition)
                        .join(', ')}
                    </p>
                  )}
                  <p class="hint">
                    {c.changes}
                    {f.colon}
                    {changesOf(judged)[view.language]}
                  </p>
                </>
              )}
              {since !== undefined
                ? null
                : kinds
                    .filter((row) => row.channel === channel)
                    .map((row) => <p class="hint">{c.kindStopped(kindName(view, row.kind), f.date(row.since))}</p>)}
            </li>
          )
        })}
    </ul>
  )
}

/** On what it rests; the written balance of interests is one click away. */
function Basis({ view, basis, assessment }: { view: View; basis: string | null; assessment: string | null }) {
  const name = (view.t.common.bases as Readonly<Record<string, string>>)[basis ?? '']
  if (name === undefined) return null
  const offer = view.settings.offers.find((one) => one.assessment !== null && one.assessment.id === assessment)
  return (
    <p class="hint">
      {name}
      {assessment === null ? null : (
        <>
          ,{' '}
          {offer !== undefined && allowed(view.role, may.configure) ? (
            <a href={`/offers/${offer.id}/assessment`}>{assessment}</a>
          ) : (
            assessment
          )}
        </>
      )}
    </p>
  )
}

function ClockCard({ view, facts: { contact, decision, records } }: { view: View; facts: ContactFacts }) {
  const { f, now } = view
  const t = view.t.contact.clock
  if (decision === null) return null
  const term = decision.termOn
  const passed = term !== null && term <= now.toISOString().slice(0, 10)
  const kept = decision.relation === 'customer' || decision.relation === 'open-deal'
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.title}</h2>
        {decision.clockState === 'blind' ? (
          <Pill tone="broken">{t.blind}</Pill>
        ) : term === null ? null : passed ? (
          kept ? (
            <Pill tone="done">{t.customer}</Pill>
          ) : (
            <Pill tone="broken">
              <Time at={new Date(term)}>{t.passed(f.day(term))}</Time>
            </Pill>
          )
        ) : (
          <Pill tone="done">
            <Time at={new Date(term)}>{t.until(f.day(term))}</Time>
          </Pill>
        )}
      </div>
      <div class="card-body">
        {decision.clockState === 'blind' ? <p class="hint">{t.blindMore}</p> : null}
        {decision.relationEndedOn === null ? null : <p class="hint">{t.ended(f.day(decision.relationEndedOn))}</p>}
        <ClockDrawing view={view} decision={decision} records={records} />
        {contact.purgedAt !== null || !allowed(view.role, may.judge) ? null : (
          <p>
            <a class="btn small" href={holdHref({ contact: contact.id })}>
              {t.keep}
            </a>
          </p>
        )}
      </div>
    </section>
  )
}
