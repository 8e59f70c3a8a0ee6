import { type Channel, channels as everyChannel } from '../../../domain/app/channel.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import type { ForeseenSystem } from '../../../operations/objections/reach/foresee-objection.ts'
import type { FoundPerson } from '../../../store/contacts/lookup-view.ts'
import { Icon } from '../../ui/icon.tsx'
import { maskPhone } from '../ui/mask.ts'
import { Pill, SystemMark } from '../ui/pill.tsx'
import type { View } from '../app/view.ts'

/** Who was chosen, and what an opt-out would do. */
export interface ChosenPerson {
  /** Null where only an address or a number is known. */
  person: FoundPerson | null
  /** What is recorded for, where it is no person of the base: the address or number in normal form. */
  identity: string | null
  channels: readonly Channel[]
  systems: readonly ForeseenSystem[]
  /** Since when address and number are shown in clear; null = masked. */
  revealedAt: Date | null
}

/** Name as records have it; the identities stay masked. */
export function foundName(view: View, person: Pick<FoundPerson, 'firstName' | 'lastName'>): string {
  return (
    [person.firstName, person.lastName].filter((part) => part !== null && part !== '').join(' ') ||
    view.t.common.unknown
  )
}

/** Under the field: who is meant, in one line, with the way to what will happen. Empty until someone is chosen. */
export function ChosenLine({ view, chosen }: { view: View; chosen: ChosenPerson | null }) {
  const p = view.t.byHand.person
  return (
    <p class="hint chosen-line" id="chosen-line">
      {chosen === null ? null : (
        <>
          <strong>{chosen.person === null ? p.outside : foundName(view, chosen.person)}</strong>
          {[chosen.person?.company ?? '', holdersOf(view, chosen)]
            .filter((part) => part !== '')
            .map((part) => ` · ${part}`)}
          {' · '}
          <a href="#person">{p.see}</a>
        </>
      )}
    </p>
  )
}

/** Systems that hold the person, or the address, as far as is known. */
function holdersOf(view: View, { systems }: ChosenPerson): string {
  const holders = systems.filter(({ kind, records }) => kind !== 'crm' || records.length > 0)
  return holders.length === 0 ? view.t.byHand.person.noSystem : view.f.list(holders.map(({ label }) => label))
}

/** Beside the form: the person, and what the opt-out will do in each system. */
export function PersonCard({ view, chosen }: { view: View; chosen: ChosenPerson | null }) {
  const p = view.t.byHand.person
  if (chosen === null) return <section class="card top-card" id="person" hidden />
  const { person, systems, channels } = chosen
  return (
    <section class="card top-card" id="person" aria-labelledby="person-title">
      <div class="card-head">
        <h2 id="person-title">{person === null ? p.titleOutside : p.title(foundName(view, person))}</h2>
      </div>
      <div class="card-body">
        <PersonFacts view={view} chosen={chosen} />
      </div>
      <ul class="foreseen">
        <li>
          <SystemMark label="Lawbase" />
          <p class="strong">{p.here}</p>
          <Pill tone="done">{p.atOnce}</Pill>
          <div>
            <p class="hint">{p.hereMore(channelWords(view, channels))}</p>
          </div>
        </li>
        {systems.map((system) => (
          <SystemLine view={view} system={system} />
        ))}
      </ul>
      {systems.length === 0 ? <p class="card-body hint">{p.nowhere}</p> : null}
    </section>
  )
}

/** Company in clear; address and number masked until asked for. */
function PersonFacts({ view, chosen: { person, identity, revealedAt } }: { view: View; chosen: ChosenPerson }) {
  const p = view.t.byHand.person
  const clear = revealedAt !== null
  const { email, phone } = person ?? identityOf(identity ?? '')
  return (
    <>
      <dl class="facts">
        {person === null ? null : (
          <div>
            <dt>{p.company}</dt>
            <dd>{person.company ?? view.t.common.unknown}</dd>
          </div>
        )}
        <div>
          <dt>{p.address}</dt>
          <dd class="mono">{email === null ? p.noAddress : clear ? email : maskEmail(email)}</dd>
        </div>
        <div>
          <dt>{p.phone}</dt>
          <dd class="mono">{phone === null ? view.t.byHand.noPhone : clear ? phone : maskPhone(phone)}</dd>
        </div>
      </dl>
      {person === null ? null : <Reveal view={view} revealedAt={revealedAt} />}
    </>
  )
}

/** An address or a number on its own. */
function identityOf(identity: string): { email: string | null; phone: string | null } {
  return identity.includes('@') ? { email: identity, phone: null } : { email: null, phone: identity || null }
}

/** Asks for the identities in clear, or says that they were seen. */
function Reveal({ view, revealedAt }: { view: View; revealedAt: Date | null }) {
  const p = view.t.byHand.person
  if (revealedAt !== null) return <p class="hint">{p.revealed(view.f.time(revealedAt))}</p>
  return (
    <p>
      <button
        type="submit"
        form="by-hand"
        formaction="/objections/person"
        formenctype="application/x-www-form-urlencoded"
        formnovalidate
        class="btn quiet small"
        name="reveal"
        value="yes"
        data-reveal-person
      >
        <Icon name="eye" size={16} />
        {p.reveal}
      </button>
    </p>
  )
}

const channelWords = (view: View, channels: readonly Channel[]): string =>
  channels.length === everyChannel.length
    ? view.t.common.everyChannel
    : view.f.list(channels.map((one) => view.t.common.channels[one]))

/** One system: which block it gets, how that is proven, and what keeps it from happening now. */
function SystemLine({ view, system }: { view: View; system: ForeseenSystem }) {
  const p = view.t.byHand.person
  const records = system.records.reduce((sum, { count }) => sum + count, 0)
  const isAbsent = system.kind === 'crm' && records === 0
  return (
    <li>
      <SystemMark label={system.label} />
      <p class="strong">{system.label}</p>
      <WhenPill view={view} system={system} isAbsent={isAbsent} />
      <div>
        {system.waits === null ? null : <p class="hint strong-bad">{waitText(view, system.waits)}</p>}
        {system.kind === 'crm' ? <p class="hint">{isAbsent ? p.absent : p.records(records)}</p> : null}
        {blockTexts(view, system).map((text) => (
          <p class="hint">{text}</p>
        ))}
      </div>
    </li>
  )
}

function blockTexts(view: View, { kind, enforced, marked, none, readBack, label }: ForeseenSystem): string[] {
  const p = view.t.byHand.person
  if (readBack === null) return []
  if (kind === 'broker') return [p.asked]
  const [own, ours] = [channelWords(view, enforced), channelWords(view, marked)]
  return [
    ...(enforced.length === 0 ? [] : [p.enforced(own)]),
    ...(marked.length === 0 ? [] : [p.marked(ours, label)]),
    ...(none.length === 0 ? [] : [p.unblocked(channelWords(view, none))]),
    readBack ? p.readBack : p.confirmed,
  ]
}

function waitText(view: View, reason: string): string {
  const { waits } = view.t.byHand.person
  return reason === 'not-granted' ? waits.notGranted : reason === 'reauthorise' ? waits.reauthorise : waits.paused
}

function WhenPill({ view, system, isAbsent }: { view: View; system: ForeseenSystem; isAbsent: boolean }) {
  const p = view.t.byHand.person
  if (system.waits !== null) return <Pill tone={system.waits === 'paused' ? 'wait' : 'broken'}>{p.willWait}</Pill>
  if (isAbsent) return <Pill tone="quiet">{view.t.common.states.absent}</Pill>
  return system.readBack === false ? (
    <Pill tone="accepted">{p.willBeNotified}</Pill>
  ) : (
    <Pill tone="moving">{p.sentAtOnce}</Pill>
  )
}
