import { AccountUnchanged, accountOf, makeLink } from '../../operations/accounts/accounts.ts'
import { inviteFirstUser } from '../../operations/accounts/first-run.ts'
import { countUsers, listUsers } from '../../store/accounts/users.ts'
import { answer, withApp, type Command } from '../app/command.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'

export const usersCommand: Command = {
  summary: 'lists users, creates a password reset link, or prints the first-run link again',
  help: 'lawbase users list\nlawbase users reset dpo@example.test\nlawbase users first-run\n\nreset prints a one-time link, valid 24 hours, by which that person chooses a new password; the old one works until then. From then on the account cannot approve anything for 24 hours, and nothing that a person made until an admin or DPO confirms it. first-run prints the one-time link that creates the first admin; it works only while there is no user.',
  words: 2,
  options: {},
  run: (input) =>
    withApp(input, async ({ app }) => {
      const [what = 'list', email] = input.positionals
      if (what === 'list') {
        const users = await listUsers(app.pool)
        answer(
          input,
          {
            ok: true,
            users: users.map(({ email, role, disabledAt }) => ({ email, role, disabled: disabledAt !== null })),
          },
          users
            .map((user) => `${user.email}  ${user.role}${user.disabledAt === null ? '' : '  (no access)'}`)
            .join('\n') || 'No user yet.',
        )
        return exitCodes.done
      }
      if (what === 'reset') {
        if (email === undefined) throw new CommandFailed('Name the account: lawbase users reset dpo@example.test')
        const url = await accountOf(app, email)
          .then((user) => makeLink(app, null, user.id))
          .catch((error: unknown) => {
            if (!(error instanceof AccountUnchanged)) throw error
            throw new CommandFailed(
              error.code === 'no-access'
                ? `${email} has no access: an admin gives it back on the page Users & API keys.`
                : `${email} is no account: lawbase users list shows them.`,
              exitCodes.foundWrong,
            )
          })
        answer(input, { ok: true, url }, url)
        return exitCodes.done
      }
      if (what !== 'first-run') throw new CommandFailed('Say list, reset or first-run.')
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
