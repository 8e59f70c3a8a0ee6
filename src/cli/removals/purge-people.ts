import { maskEmail } from '../../domain/contacts/identity.ts'
import type { App } from '../../operations/app/app.ts'
import { RemovalRefused } from '../../operations/removals/approve-removal.ts'
import { keepOut, KeepOutRefused } from '../../operations/removals/brakes/keep-out.ts'
import { endKeeping } from '../../operations/removals/brakes/legal-holds.ts'
import { restorePeople } from '../../operations/removals/brakes/restore-people.ts'
import { peopleStanding, type PersonStanding } from '../../operations/removals/brakes/people-standing.ts'
import type { User } from '../../store/accounts/users.ts'
import { isUuid } from '../../store/app/database.ts'
import type { RemovalPlan } from '../../store/removals/removals.ts'
import { answer, text, type CommandInput } from '../app/command.ts'
import { CommandFailed } from '../app/program.ts'
import { advancePlanHere } from '../app/work-here.ts'

/** Says of everybody of a plan where they stand in each system. */
export async function sayPeople(app: App, input: CommandInput, plan: RemovalPlan): Promise<void> {
  const people: PersonStanding[] = []
  for (let after: string | undefined; ; ) {
    const page = await peopleStanding(app, plan.id, { after })
    people.push(...page)
    after = page.at(-1)?.contactId
    if (after === undefined) break
  }
  say(input, plan, people)
}

/**
 * Brings back those who are named, else everybody on hold, as far as it goes now; says where each of them stands then.
 */
export async function restoreHere(app: App, input: CommandInput, plan: RemovalPlan, user: User): Promise<void> {
  const reason = text(input.values['reason'])
  if (reason === null) throw new CommandFailed('--reason: say why in one sentence, it is kept.')
  const named = namedIn(input, `lawbase purge people ${plan.number} lists them`)
  const ids = await restorePeople(app, plan.id, user, {
    contactIds: named.length === 0 ? null : named,
    reason,
    keepUntil: text(input.values['until']) ?? '',
  }).catch(asSentence)
  await advancePlanHere(app, plan.id, AbortSignal.timeout(300_000))
  const people = await peopleStanding(app, plan.id, { contactIds: [...new Set([...ids, ...named])] })
  say(input, plan, people)
}

/** The contacts that --contact names. */
export function namedIn(input: CommandInput, where: string): string[] {
  const named = [input.values['contact'] ?? []].flat().map(String)
  const strange = named.find((id) => !isUuid(id))
  if (strange !== undefined) throw new CommandFailed(`--contact: ${strange} is not the number of a contact: ${where}.`)
  return named
}

export function asSentence(error: unknown): never {
  if (!(error instanceof RemovalRefused || error instanceof KeepOutRefused)) throw error
  const option = error.code === 'reason' || error.code === 'until' ? `--${error.code}: ` : ''
  throw new CommandFailed(`${option}${error.message}`)
}

/** Keeps those who are named out of every plan until a day. */
export async function keepOutHere(app: App, input: CommandInput, user: User): Promise<void> {
  const named = namedIn(input, 'the address of their page ends with it')
  if (named.length === 0) throw new CommandFailed('--contact: give the number of each contact to keep out.')
  const kept = await keepOut(app, user, named, {
    reason: text(input.values['reason']) ?? '',
    until: text(input.values['until']) ?? '',
  }).catch(asSentence)
  answer(
    input,
    { ok: true, kept: [...kept].map(([contactId, id]) => ({ id, contactId })) },
    [...kept].map(([contactId, id]) => `${contactId} is kept out; end it: lawbase purge end-keep-out ${id}`).join('\n'),
  )
}

/** Ends what keeps somebody out. */
export async function endKeepOutHere(app: App, input: CommandInput, user: User, id: string | undefined): Promise<void> {
  if (id === undefined || !isUuid(id) || !(await endKeeping(app, user, id, 'kept-out').catch(asSentence)))
    throw new CommandFailed(`Nobody is kept out under ${id ?? 'no id'}, or it ended before.`)
  answer(input, { ok: true, ended: id }, `Ended: ${id}. The next run plans this person again if they are due.`)
}

function say(input: CommandInput, plan: RemovalPlan, people: readonly PersonStanding[]): void {
  const shown = people.map(({ email, ...person }) => ({ ...person, email: email === null ? null : maskEmail(email) }))
  answer(
    input,
    { ok: true, number: plan.number, people: shown },
    shown.length === 0
      ? `Nobody is in ${plan.number}.`
      : shown
          .map(
            ({ contactId, email, state, restore, kept, records }) =>
              `${contactId} ${email ?? 'no address'}: ${restore === null ? state : `${state}, ${restore.outcome}`}${kept.map(({ until, reason }) => `, kept${until === null ? '' : ` until ${until}`}: ${reason}`).join('')}\n${records.map(({ label, object, way, until, detail }) => `  ${label} ${object}: ${way}${until === null ? '' : ` until ${until.toISOString().slice(0, 10)}`}${detail === null ? '' : ` (${detail})`}`).join('\n')}`,
          )
          .join('\n'),
  )
}
