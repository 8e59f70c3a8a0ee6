import type { Scope } from '../../domain/app/kind.ts'
import { choiceOf, groupScopes, rowsOf, type Row } from '../../domain/links/person-choice.ts'
import { addMonths } from '../../domain/app/day.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { activeHolds } from '../../store/objections/holds.ts'
import { peopleOfIdentities } from '../../store/contacts/former-identities.ts'
import { identitiesOfContacts, loadSuppressions } from '../../store/objections/objections.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { PersonLink } from '../../store/tags/tags.ts'
import type { App } from '../app/app.ts'
import { endHold, holdContact, wakeHolds } from '../objections/hold-contact.ts'
import { choiceEvidence, keepProof, type Proof } from './person-link.ts'
import { askIfNotMe, askToConfirm, type Letter, type MailAnswer } from '../objections/person-mail.ts'
import { decideAgain } from '../decisions/decide-later.ts'
import { wakeDrains } from '../app/wake-drains.ts'
import { recordObjections, type RecordedObjection } from '../objections/record-objection.ts'

/** How things stand for the person behind a link. */
interface PersonState {
  rows: readonly Row[]
  /** `email`, `email:newsletter` … over all addresses of the person. */
  stands: ReadonlySet<string>
  pausedUntil: string | null
  pauseIds: readonly string[]
  /** Who holds the addresses now; after a purge the link's own contact. */
  contactIds: readonly string[]
}

/** The reason of a Hold that the person asked for. */
const pauseReason = 'pause'
/** Months a break may last; it is a Hold with an end, never a vendor opt-out (docs/reference/promises.md#i6). */
export const pauseMonths = [1, 3, 6] as const

/** Reads only. */
export async function personChoices(sql: Sql, link: PersonLink): Promise<PersonState> {
  const { settings } = await loadSettings(sql)
  const held = [...new Set([...(await peopleOfIdentities(sql, link.identityHashes)).values()].flat())]
  const contactIds = held.length === 0 ? [link.contactId] : held
  const own = (await identitiesOfContacts(sql, contactIds)).filter((row) => !row.role).map((row) => row.hash)
  const stands = new Set(
    [...(await loadSuppressions(sql, [...link.identityHashes, ...own])).values()].flatMap((scopes) => [
      ...scopes.keys(),
    ]),
  )
  const pauses = (await activeHolds(sql, contactIds)).filter((hold) => hold.reason === pauseReason)
  return {
    rows: rowsOf(settings.publicPage.channels, settings.kinds, stands),
    stands,
    contactIds,
    pauseIds: pauses.map((hold) => hold.id),
    pausedUntil:
      pauses
        .map((hold) => hold.until)
        .filter((until) => until !== null)
        .toSorted()
        .at(-1) ?? null,
  }
}

interface ChoiceInput {
  answers: Readonly<Record<string, string | undefined>>
  /** Months, 0 = end the break, null = leave it. */
  pause: number | null
  proof: Proof
  /** The mail that asks to confirm what is freed. */
  letter: (free: readonly Scope[]) => Letter
}

export interface ChoiceResult {
  stopped: readonly RecordedObjection[]
  stop: readonly Scope[]
  free: readonly Scope[]
  /** Null = nothing was to be freed. */
  resume: MailAnswer | null
  pausedUntil: string | null
  pauseEnded: boolean
}

/**
 * Does what the preference page's form asks: stops act at once, in the transaction of this call; breaks are Holds;
 * starting again only sends a mail (docs/reference/promises.md#links). Sending the same form twice changes nothing.
 */
export async function savePreferences(app: App, link: PersonLink, input: ChoiceInput): Promise<ChoiceResult> {
  await keepProof(app, input.proof)
  const now = app.clock.now()
  const done = await inTransaction(app.pool, async (sql) => {
    const state = await personChoices(sql, link)
    const choice = choiceOf(state.rows, input.answers, state.stands)
    const stopped = await recordObjections(
      app,
      sql,
      groupScopes(choice.stop).map(({ channels, kinds }) => ({
        emails: [],
        hashes: link.identityHashes,
        contactId: null,
        channels,
        kinds,
        receivedAt: now,
        door: 'preferences',
        actor: 'the person',
        originConnectionId: null,
        lane: 'objection',
        reason: 'objection',
        evidence: choiceEvidence(input.proof),
        idempotencyKey: null,
      })),
    )
    return { state, choice, stopped, ...(await setPause(app, sql, state, input)) }
  })
  await wakeDrains(
    app,
    done.stopped.flatMap((recorded) => recorded.connectionIds),
  )
  await wakeHolds(app)
  await decideAgain(app, [...done.stopped.map((recorded) => recorded.contactId), ...done.state.contactIds])
  const { choice } = done
  for (const recorded of done.stopped)
    if (input.proof.doubtful && input.proof.notMe !== null && !recorded.repeated)
      await askIfNotMe(app, link, recorded.id, input.proof.notMe)
  const resume =
    choice.free.length === 0
      ? null
      : await askToConfirm(app, link, choice, input.letter(choice.free), input.proof.shown?.hash ?? null)
  return {
    stopped: done.stopped,
    stop: choice.stop,
    free: choice.free,
    resume,
    pausedUntil: done.pausedUntil,
    pauseEnded: done.pauseEnded,
  }
}

/** A new break takes the place of the one before; choosing the same end again changes nothing. */
async function setPause(
  app: App,
  sql: Sql,
  state: PersonState,
  input: ChoiceInput,
): Promise<{ pausedUntil: string | null; pauseEnded: boolean }> {
  if (input.pause === null) return { pausedUntil: null, pauseEnded: false }
  const until = input.pause === 0 ? null : addMonths(app.clock.now(), input.pause)
  if (until === state.pausedUntil) return { pausedUntil: null, pauseEnded: false }
  for (const id of state.pauseIds) await endHold(app, sql, id, 'the person')
  if (until !== null) {
    for (const contactId of state.contactIds)
      await holdContact(app, sql, {
        contactId,
        reason: pauseReason,
        until,
        actor: 'the person',
        evidence: choiceEvidence(input.proof),
      })
  }
  return { pausedUntil: until, pauseEnded: until === null }
}
