import type { Pool } from 'pg'
import { findUser, type User } from '../../store/accounts/users.ts'
import { text, type CommandInput } from '../app/command.ts'
import { CommandFailed } from '../app/program.ts'

/** The user whom `--as` names. Throws CommandFailed when it names none who has access. */
export async function whoDecides(pool: Pool, input: CommandInput): Promise<User> {
  const as = text(input.values['as'])
  if (as === null) throw new CommandFailed('--as: give the address of the user who decides.')
  const user = await findUser(pool, { email: as })
  if (user === null || user.disabledAt !== null)
    throw new CommandFailed(`--as: ${as} is no user who has access. lawbase users list shows who has.`)
  return user
}
