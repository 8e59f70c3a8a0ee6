import { AccountUnchanged, accountOf, makeLink } from '../../operations/accounts/accounts.ts'
import { inviteFirstUser } from '../../operations/accounts/first-run.ts'
import { countUsers, listUsers, type User } from '../../store/accounts/users.ts'
import { FactorKept, resetFactorHere } from '../../operations/accounts/factor-reset.ts'
import { LocalLoginRefused, switchLocalLoginOn } from '../../operations/accounts/local-login.ts'
import type { App } from '../../operations/app/app.ts'
import { answer, text, withApp, type Command, type CommandInput } from '../app/command.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'

export const usersCommand: Command = {
  summary:
    'lists users, creates a password reset link, switches passwords on again, or prints the first-run link again',
  help: 'lawbase users list\nlawbase users reset dpo@example.test\nlawbase users remove-factor dpo@example.test --reason "lost phone, met in person"\nlawbase users local-login on\nlawbase users first-run\n\nreset prints a one-time link, valid 24 hours, by which that person chooses a new password; the old one works until then. From then on the account cannot approve anything for 24 hours, and nothing that a person made until an admin or DPO confirms it. remove-factor takes the second factor of an account away, for a company with one admin; elsewhere two admins do it on the page of the account. The account is new then, as after reset. local-login on lets everyone who has a password log in with it again, when the company login fails and the emergency account does not help. first-run prints the one-time link that creates the first admin; it works only while there is no user.',
  words: 2,
  options: { reason: { type: 'string' } },
  run: (input) =>
    withApp(input, async ({ app }) => {
      const [what = 'list', email] = input.positionals
      if (what === 'list') {
        const users = await listUsers(app.pool)
        answer(
          input,
          {
            ok: true,
            users: users.map(({ email, role, disabledAt, hasFactor }) => ({
              email,
              role,
              disabled: disabledAt !== null,
              secondFactor: hasFactor,
            })),
          },
          users
            .map((user) => `${user.email}  ${user.role}${user.disabledAt === null ? '' : '  (no access)'}`)
            .join('\n') || 'No user yet.',
        )
        return exitCodes.done
      }
      if (what === 'reset') {
        const url = await accountNamed(app, what, email)
          .then((user) => makeLink(app, null, user.id))
          .catch((error: unknown) => {
            throw sentenceOf(error, email ?? '')
          })
        answer(input, { ok: true, url }, url)
        return exitCodes.done
      }
      if (what === 'remove-factor') {
        const user = await accountNamed(app, what, email)
        await resetFactorHere(app, user, text(input.values['reason']) ?? '').catch((error: unknown) => {
          throw sentenceOf(error, user.email)
        })
        answer(input, { ok: true, email: user.email }, `The second factor of ${user.email} was taken away.`)
        return exitCodes.done
      }
      if (what === 'local-login') return switchPasswordsOn(app, input, email)
      if (what !== 'first-run') throw new CommandFailed('Say list, reset, remove-factor, local-login on or first-run.')
      if ((await countUsers(app.pool)) > 0)
        throw new CommandFailed(
          'There is a user already. An admin invites others on the page Users & API keys.',
          exitCodes.foundWrong,
        )
      const url = await inviteFirstUser(app)
      answer(input, { ok: true, url }, url)
      return exitCodes.done
    }),
}

async function switchPasswordsOn(app: App, input: CommandInput, word: string | undefined): Promise<number> {
  if (word !== 'on')
    throw new CommandFailed(
      'Here passwords are switched on: lawbase users local-login on. They are switched off on the page Users & API keys, under Company login.',
    )
  await switchLocalLoginOn(app, null).catch((error: unknown) => {
    throw error instanceof LocalLoginRefused
      ? new CommandFailed('Passwords are on already.', exitCodes.foundWrong)
      : error
  })
  answer(input, { ok: true, localLogin: 'on' }, 'Everyone who has a password can log in with it again.')
  return exitCodes.done
}

/** The account that a command names. Throws CommandFailed. */
async function accountNamed(app: App, what: string, email: string | undefined): Promise<User> {
  if (email === undefined) throw new CommandFailed(`Name the account: lawbase users ${what} dpo@example.test`)
  return accountOf(app, email).catch((error: unknown) => {
    throw sentenceOf(error, email)
  })
}

/** A refusal as the command line says it; anything else as it is. */
function sentenceOf(error: unknown, email: string): unknown {
  if (error instanceof FactorKept && error.code === 'break-glass')
    return new CommandFailed(
      `${email} is the emergency account: lawbase users local-login on, then take its second factor away.`,
      exitCodes.foundWrong,
    )
  if (error instanceof FactorKept)
    return error.code === 'reason'
      ? new CommandFailed('--reason: say why, and how you made sure who it is: at least ten characters.')
      : new CommandFailed(`${email} has no second factor, or no access.`, exitCodes.foundWrong)
  if (!(error instanceof AccountUnchanged)) return error
  if (error.code === 'local-off')
    return new CommandFailed(
      'Passwords are switched off: people come in by the company login. lawbase users local-login on switches them on again.',
      exitCodes.foundWrong,
    )
  return new CommandFailed(
    error.code === 'no-access'
      ? `${email} has no access: an admin gives it back on the page Users & API keys.`
      : `${email} is no account: lawbase users list shows them.`,
    exitCodes.foundWrong,
  )
}
