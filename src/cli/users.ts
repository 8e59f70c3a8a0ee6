import { inviteFirstUser } from '../operations/first-run.ts'
import { countUsers, listUsers } from '../store/users.ts'
import { answer, withApp, type Command } from './command.ts'
import { CommandFailed, exitCodes } from './program.ts'

export const usersCommand: Command = {
  summary: 'lists users, or prints the first-run link again',
  help: 'lawbase users list\nlawbase users first-run\n\nfirst-run prints the one-time link that makes the first admin; it works only while there is no user.',
  words: 1,
  options: {},
  run: (input) =>
    withApp(input, async ({ app }) => {
      const [what = 'list'] = input.positionals
      if (what === 'list') {
        const users = await listUsers(app.pool)
        answer(input, { ok: true, users: users.map(({ email, role, disabledAt }) => ({ email, role, disabled: disabledAt !== null })) }, users.map((user) => `${user.email}  ${user.role}${user.disabledAt === null ? '' : '  (no access)'}`).join('\n') || 'No user yet.')
        return exitCodes.done
      }
      if (what !== 'first-run') throw new CommandFailed('Say list or first-run.')
      if ((await countUsers(app.pool)) > 0) throw new CommandFailed('There is a user already. An admin invites others on the page Users.', exitCodes.foundWrong)
      const url = await inviteFirstUser(app)
      answer(input, { ok: true, url }, url)
      return exitCodes.done
    }),
}
