import { maskEmail } from '../../domain/contacts/identity.ts'
import type { App } from '../../operations/app/app.ts'
import { decideRefusals } from '../../operations/removals/refused/decide-refused.ts'
import type { User } from '../../store/accounts/users.ts'
import { refusalDecisions, refusedPeople, refusedRecords } from '../../store/removals/refused-people.ts'
import type { RemovalPlan } from '../../store/removals/removals.ts'
import { answer, text, type CommandInput } from '../app/command.ts'
import { CommandFailed } from '../app/program.ts'
import { asSentence, namedIn } from './purge-people.ts'

/** Whom a system refused to delete, what it says, and what was decided. */
export async function sayRefused({ pool }: App, input: CommandInput, plan: RemovalPlan): Promise<void> {
  const records = await refusedRecords(pool, plan.id)
  const people = (await refusedPeople(pool, plan.id)).map(({ email, ...person }) => ({
    ...person,
    email: email === null ? null : maskEmail(email),
    records: records.filter(({ contactId }) => contactId === person.contactId),
  }))
  const lines = people.map(({ contactId, email, decision, records: theirs }) => {
    const why = theirs.map(({ label, object, detail }) => `  ${label} ${object}: ${detail ?? 'gives no reason'}`)
    return [`${contactId} ${email ?? 'no address'}: ${decision ?? 'not decided yet'}`, ...why].join('\n')
  })
  answer(
    input,
    { ok: true, number: plan.number, people },
    lines.length === 0 ? `No deletion of ${plan.number} was refused.` : lines.join('\n'),
  )
}

/** Decides about those who are named. */
export async function decideHere(app: App, input: CommandInput, plan: RemovalPlan, user: User): Promise<void> {
  const decision = refusalDecisions.find((one) => one === text(input.values['decision']))
  if (decision === undefined) throw new CommandFailed(`--decision: say ${refusalDecisions.join(' or ')}.`)
  const contactIds = namedIn(input, `lawbase purge refused ${plan.number} lists them`)
  if (contactIds.length === 0)
    throw new CommandFailed(`--contact: name whom it is about: lawbase purge refused ${plan.number} lists them.`)
  const reason = text(input.values['reason'])
  if (reason === null) throw new CommandFailed('--reason: say why in one sentence, it is kept.')
  const decided = await decideRefusals(app, plan.id, user, { contactIds, decision, reason }).catch(asSentence)
  const next =
    decided.plan === null
      ? 'The next run plans them again.'
      : `Their records are emptied by ${decided.plan.number}, once someone else approved it.`
  answer(input, { ok: true, number: plan.number, decision, ...decided }, `Decided for ${decided.people}. ${next}`)
}
