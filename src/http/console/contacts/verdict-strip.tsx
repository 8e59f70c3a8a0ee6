import { channels, type Channel } from '../../../domain/app/channel.ts'
import { changesOf } from '../../../domain/decisions/explain.ts'
import type { Verdict } from '../../../domain/decisions/tables/verdicts.ts'
import { unlockTexts } from '../../../domain/decisions/tables/unlock-texts.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { VerdictPill, whyOf } from '../ui/verdict-pill.tsx'
import type { ContactFacts } from './contact-facts.ts'
import { kindName } from '../propagation/scope-text.ts'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'

const channelIcons: Readonly<Record<Channel, IconName>> = {
  email: 'mail',
  phone: 'phone',
  sms: 'message',
  robocall: 'robot',
  post: 'mailbox',
  social: 'social',
  fax: 'printer',
  audience: 'speakerphone',
}

const channelOrder: readonly Channel[] = ['email', 'phone', 'sms', 'post', 'social', 'audience', 'robocall', 'fax']

/** Verdict by channel for the offer, with why and what would change it. */
export function VerdictStrip({ view, facts }: { view: View; facts: ContactFacts }) {
  return (
    <ul class="strip">
      {channelOrder
        .filter((channel) => channels.includes(channel))
        .map((channel) => (
          <ChannelVerdict view={view} facts={facts} channel={channel} />
        ))}
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

type Judged = NonNullable<NonNullable<NonNullable<ContactFacts['decision']>['channels']>[Channel]>

function judgedFor({ decision }: ContactFacts, channel: Channel): Judged | null {
  if (decision === null) return null
  if (channel !== 'email') return decision.channels?.[channel] ?? null
  return {
    verdict: decision.verdict as Verdict,
    rule: decision.rule,
    conditions: decision.conditions ?? [],
    unlockedBy: decision.unlockedBy ?? [],
  }
}

function ChannelVerdict({ view, facts, channel }: { view: View; facts: ContactFacts; channel: Channel }) {
  const { t, f } = view
  const c = t.contact
  const { decision, stopped, kinds } = facts
  const since = stopped.get(channel)
  const judged = judgedFor(facts, channel)
  return (
    <li class={channel === 'email' ? 'strip-lead' : undefined}>
      <p class="strip-name">
        <Icon name={channelIcons[channel]} />
        {t.common.channels[channel]}
      </p>
      {/* An objection counts at once, before the next run decides again. */}
      <VerdictPill view={view} verdict={since === undefined ? (judged?.verdict ?? null) : 'BLOCK'} />
      {channel === 'email' && since === undefined && decision !== null ? (
        <Basis view={view} basis={decision.basis} assessment={decision.assessment} />
      ) : null}
      {since !== undefined ? (
        <StoppedLines view={view} since={since} />
      ) : judged === null ? (
        <p class="hint">{c.noObjection}</p>
      ) : (
        <WhyLines view={view} judged={judged} />
      )}
      {since !== undefined
        ? null
        : kinds
            .filter((row) => row.channel === channel)
            .map((row) => <p class="hint">{c.kindStopped(kindName(view, row.kind), f.date(row.since))}</p>)}
    </li>
  )
}

function StoppedLines({ view, since }: { view: View; since: Date }) {
  const { f } = view
  const c = view.t.contact
  return (
    <>
      <p class="hint">
        {c.objected(f.date(since))}, {c.rule('F1')}
      </p>
      <p class="hint">
        {c.changes}
        {f.colon}
        {unlockTexts['own-act'][view.language]}
      </p>
    </>
  )
}

/** The rule that decided, its conditions, and what would change it. */
function WhyLines({ view, judged }: { view: View; judged: Judged }) {
  const { f } = view
  const c = view.t.contact
  return (
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
  )
}
