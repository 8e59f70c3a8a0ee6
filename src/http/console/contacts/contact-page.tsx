import { contactCode } from '../ui/mask.ts'
import { dayOf } from '../../../domain/app/day.ts'
import { isOnItsWay } from '../propagation/on-its-way.ts'
import { maskEmail, maskName } from '../../../domain/contacts/identity.ts'
import { Csrf, PostButton } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { countryName } from '../ui/verdict-pill.tsx'
import type { EarlierRemoval } from '../../../store/removals/removal-memory.ts'
import { JournalCard, RecordsCard, TimelineCard } from './contact-cards.tsx'
import { ConsentsCard } from './consents-card.tsx'
import { SourcesCard } from './sources-card.tsx'
import type { ContactFacts } from './contact-facts.ts'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { ObjectionCard } from '../propagation/objection-card.tsx'
import { keepingWords } from './keepings.tsx'
import { ContactPlansCard } from './contact-plans-card.tsx'
import { erasureHref } from '../app/erasure-href.ts'
import type { View } from '../app/view.ts'
import { VerdictStrip } from './verdict-strip.tsx'
import { OpenRequests } from './open-requests.tsx'
import { PersonWorkCard } from './open-work.tsx'
import { ClockCard } from './clock-card.tsx'

/** May we contact this person, why, until when, and is the objection everywhere? Clear values only after a reveal. */
export function contactDetail(view: View, facts: ContactFacts, revealedAt: Date | null): string {
  const { t } = view
  const c = t.contact
  const { contact, records, decision } = facts
  const clear = revealedAt !== null
  const { name, address } = nameOf(view, facts, clear)
  const moving =
    facts.propagations.some(isOnItsWay) ||
    facts.plans.some((plan) => plan.state === 'restored' && plan.restoreEndedAt === null)
  const reveal = contact.purgedAt === null && !clear
  return html(
    <Page
      view={view}
      nav="contacts"
      title={contact.purgedAt !== null ? c.purgedTitle : name === '' ? address : name}
      tab={contactCode(view, contact.id)}
      crumbs={[[t.contacts.tab, '/contacts']]}
      context={<ContextLines view={view} facts={facts} revealedAt={revealedAt} />}
      actions={reveal ? <RevealForm view={view} contactId={contact.id} /> : undefined}
    >
      <div id="contact" data-live={moving && !clear ? '2' : undefined} class="stack">
        <OpenRequests view={view} requests={facts.requests} />
        {contact.purgedAt === null ? <VerdictStrip view={view} facts={facts} /> : null}
        <HoldNotices view={view} facts={facts} />
        <ContactPlansCard view={view} plans={facts.plans} bins={facts.bins} purged={contact.purgedAt !== null} />
        {decision === null ? null : <ClockCard view={view} facts={facts} />}
        {contact.purgedAt === null ? <PersonWorkCard view={view} records={facts.openWork} /> : null}
        <OptOutCards view={view} facts={facts} />
        {contact.purgedAt === null ? (
          <RecordsCard
            view={view}
            records={records}
            clear={clear}
            decision={decision}
            splitHref={splitHref(view, facts)}
          />
        ) : null}
        <div class="grid halves">
          <SourcesCard view={view} facts={facts} />
          <JournalCard view={view} journal={facts.journal} />
        </div>
        <ConsentsCard
          view={view}
          contactId={contact.id}
          consents={facts.consents}
          inFields={facts.inFields}
          purged={contact.purgedAt !== null}
        />
        {allowed(view.role, may.export) ? <PapersCard view={view} contactId={contact.id} /> : null}
        {contact.purgedAt === null && allowed(view.role, may.judge) ? (
          <ErasureCard view={view} contactId={contact.id} />
        ) : null}
        <TimelineCard view={view} acts={facts.acts} labels={facts.labels} />
      </div>
    </Page>,
  )
}

/** Where a DPO splits a contact with several live records, or puts it together again; null = not here. */
function splitHref(view: View, { contact, records, isSplit }: ContactFacts): string | null {
  const live = records.filter(({ goneAt, isMerged }) => goneAt === null && !isMerged)
  return (live.length > 1 || isSplit) && allowed(view.role, may.judge) ? `/contacts/${contact.id}/split` : null
}

/** The copy of their data for the person, and the evidence for an authority. */
function PapersCard({ view, contactId }: { view: View; contactId: string }) {
  const { t } = view
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.accessPack.card}</h2>
      </div>
      <div class="card-body stack">
        <p class="hint">{t.accessPack.cardMore}</p>
        <p class="actions">
          <a class="btn" href={`/contacts/${contactId}/access.pdf?lang=${view.language}`}>
            <Icon name="download" />
            {t.accessPack.pdf}
          </a>{' '}
          <a class="btn quiet" href={`/contacts/${contactId}/access.json`}>
            {t.accessPack.json}
          </a>
        </p>
        <p>
          <a class="btn" href={`/access/new?contact=${contactId}`}>
            {t.accessRequests.record}
          </a>
        </p>
        <p class="hint">{t.evidence.cardMore}</p>
        <p>
          <a class="btn" href={`/evidence?contact=${contactId}`}>
            <Icon name="file-certificate" />
            {t.evidence.link}
          </a>
        </p>
      </div>
    </section>
  )
}

function ErasureCard({ view, contactId }: { view: View; contactId: string }) {
  const { t } = view
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.erasure.title}</h2>
      </div>
      <div class="card-body stack">
        <p class="hint">{t.erasure.context}</p>
        <p>
          <a class="btn" href={erasureHref({ contact: contactId })}>
            {t.erasure.contactAct}
          </a>
        </p>
      </div>
    </section>
  )
}

/** Why nobody writes to them for now, and why they are kept. */
function HoldNotices({ view, facts }: { view: View; facts: ContactFacts }) {
  const { f } = view
  const c = view.t.contact
  return (
    <>
      {facts.holds.map((hold) => (
        <div class="notice wait">
          <Icon name="clock-hour-4" />
          <p>
            {hold.system !== null
              ? c.bounced(hold.system, f.day(dayOf(hold.createdAt)))
              : hold.until === null
                ? c.held(c.holdReasons[hold.reason] ?? hold.reason)
                : c.heldUntil(c.holdReasons[hold.reason] ?? hold.reason, f.day(hold.until))}
          </p>
        </div>
      ))}
      {facts.removed === null ? null : (
        <div class="notice wait">
          <Icon name="alert-triangle" />
          <p>{removedWords(view, facts.removed)}</p>
        </div>
      )}
      {facts.kept.map((hold) => (
        <div class="notice">
          <Icon name="shield-check" />
          <p>
            {keepingWords(view, hold)}
            {f.colon}
            {hold.reason}
          </p>
          {allowed(view.role, may.judge) && hold.kind === 'person' ? (
            <PostButton
              view={view}
              action={`/removals/holds/${hold.id}/end`}
              fields={{ back: `/contacts/${facts.contact.id}` }}
            >
              {view.t.brakes.keepOut.end}
            </PostButton>
          ) : null}
        </div>
      ))}
    </>
  )
}

/** What is known of the person in one line; clear only after a reveal. */
function ContextLines({ view, facts, revealedAt }: { view: View; facts: ContactFacts; revealedAt: Date | null }) {
  const { f } = view
  const c = view.t.contact
  const { contact } = facts
  return (
    <>
      <p>
        {contact.purgedAt === null
          ? factsLine(view, facts, revealedAt !== null)
          : c.purged(f.dateTime(contact.purgedAt))}
      </p>
      {contact.purgedAt !== null ? null : (
        <p class="hint">{revealedAt === null ? c.hidden : c.revealed(f.time(revealedAt))}</p>
      )}
    </>
  )
}

function RevealForm({ view, contactId }: { view: View; contactId: string }) {
  return (
    <form method="post" action={`/contacts/${contactId}/reveal`} class="inline">
      <Csrf token={view.csrf} />
      <button type="submit" class="btn">
        <Icon name="eye" />
        {view.t.contact.reveal}
      </button>
    </form>
  )
}

function OptOutCards({ view, facts }: { view: View; facts: ContactFacts }) {
  const c = view.t.contact
  const { objections } = facts
  if (objections.length === 0)
    return (
      <section class="card">
        <p class="empty">{c.objections.none}</p>
      </section>
    )
  return (
    <>
      {objections.map((objection) => (
        <ObjectionCard
          view={view}
          objection={objection}
          known={facts.known}
          acts={facts.proofs}
          linked
          rows={facts.propagations.filter((row) => row.objectionId === objection.id)}
        />
      ))}
    </>
  )
}

function liveRecords({ records }: ContactFacts): ContactFacts['records'] {
  return records.filter((record) => record.goneAt === null)
}

/** Name and address of the first record that is still there, else of any. */
function nameOf({ t }: View, facts: ContactFacts, clear: boolean): { name: string; address: string } {
  const lead = liveRecords(facts)[0] ?? facts.records[0]
  const name = [lead?.firstName ?? null, lead?.lastName ?? null]
    .filter((part) => part !== null && part !== '')
    .map((part) => (clear ? part : maskName(part ?? '')))
    .join(' ')
  const email = lead?.emails?.[0] ?? null
  return { name, address: email === null ? t.contacts.noAddress : clear ? email : maskEmail(email) }
}

function factsLine(view: View, facts: ContactFacts, clear: boolean): string {
  const live = liveRecords(facts)
  const { name, address } = nameOf(view, facts, clear)
  const parts = [
    name === '' ? null : address,
    (live[0] ?? facts.records[0])?.jobTitle ?? null,
    (facts.decision?.countries ?? []).map((code) => countryName(view, code)).join(', ') || null,
    view.t.contact.records(live.length, new Set(live.map((record) => record.connectionId)).size),
  ]
  return parts.filter((part) => part !== null).join(' · ')
}

/** Who they were, or maybe were, before: what they were known again by says how sure it is. */
function removedWords({ t: { contact: c }, f }: View, { at, by }: EarlierRemoval): string {
  const when = f.dateTime(at)
  const alike = by.flatMap((how) => (how === 'address' ? [] : [c.knownBy[how]]))
  return by.includes('address') ? c.removedBefore(when) : c.maybeRemoved(when, alike.join(', '))
}
