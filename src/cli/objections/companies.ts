import type { Pool } from 'pg'
import type { App } from '../../operations/app/app.ts'
import { coverSubdomains, endDomainOrder, OrderRefused } from '../../operations/objections/reach/domain-orders.ts'
import { allowed, may } from '../../domain/accounts/roles.ts'
import { listDomainOrders } from '../../store/objections/domain-orders.ts'
import { whoDecides } from '../accounts/who-decides.ts'
import { answer, text, withApp, type Command, type CommandInput } from '../app/command.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'

export const companiesCommand: Command = {
  summary: 'lists companies that opted out as a whole, ends that, or says whether sub-domains are covered',
  help: 'lawbase companies list [--json]\nlawbase companies end acme.example.test --as dpo@example.test --reason "the new director asked us to write again"\nlawbase companies subdomains acme.example.test --as dpo@example.test [--leave-out]\n\nA company is accepted in the console, from the message that speaks for it. When it ends, people who appear later are no longer opted out; the opt-outs already recorded stay.',
  words: 2,
  options: { as: { type: 'string' }, reason: { type: 'string' }, 'leave-out': { type: 'boolean' } },
  run: (input) =>
    withApp(input, async ({ app }) => {
      const [what = 'list', domain] = input.positionals
      if (what === 'end') await endHere(app, input, domain)
      else if (what === 'subdomains') await coverHere(app, input, domain)
      else if (what !== 'list') throw new CommandFailed('Say list, end or subdomains.')
      const rows = await listDomainOrders(app.pool)
      answer(
        input,
        {
          ok: true,
          companies: rows.map(({ domain: name, subdomains, acceptedAt, liftedAt, people }) => ({
            domain: name,
            subdomains,
            acceptedAt,
            endedAt: liftedAt,
            optOuts: people,
          })),
        },
        rows.length === 0
          ? 'No company opted out as a whole.'
          : rows
              .map(
                ({ domain: name, subdomains, acceptedAt, liftedAt, people }) =>
                  `${name}${subdomains ? ' with its sub-domains' : ''}: since ${acceptedAt.toISOString().slice(0, 10)}, ${people} opt-outs${liftedAt === null ? '' : `, ended ${liftedAt.toISOString().slice(0, 10)}`}`,
              )
              .join('\n'),
      )
      return exitCodes.done
    }),
}

/** The order that stands for a domain, and who says something of it. */
async function standingHere(pool: Pool, input: CommandInput, domain: string | undefined) {
  const order = (await listDomainOrders(pool)).find((row) => row.domain === domain && row.liftedAt === null)
  if (order === undefined)
    throw new CommandFailed(
      `${domain ?? 'No domain'} did not opt out as a whole: lawbase companies list shows who did.`,
    )
  const user = await whoDecides(pool, input)
  if (!allowed(user.role, may.judge)) throw new CommandFailed('--as: only a DPO or an admin decides on it.')
  return { order, user }
}

async function coverHere(app: App, input: CommandInput, domain: string | undefined): Promise<void> {
  const { order, user } = await standingHere(app.pool, input, domain)
  await coverSubdomains(app, user, order.id, input.values['leave-out'] !== true).catch((error: unknown) => {
    throw error instanceof OrderRefused ? new CommandFailed('It is so already.') : error
  })
}

async function endHere(app: App, input: CommandInput, domain: string | undefined): Promise<void> {
  const { order, user } = await standingHere(app.pool, input, domain)
  try {
    await endDomainOrder(app, user, order.id, text(input.values['reason']) ?? '')
  } catch (error) {
    if (!(error instanceof OrderRefused)) throw error
    throw new CommandFailed(
      error.code === 'reason' ? '--reason: say why in one sentence, it is kept.' : 'It ended before.',
    )
  }
}
