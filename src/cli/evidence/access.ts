import { readAddress } from '../../domain/objections/objection-entry.ts'
import { accessPack } from '../../operations/evidence/access-pack.ts'
import { withApp, type Command } from '../app/command.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'

/** What is held of whoever has an address, in the base or not (docs/reference/law.md#h4). */
export const accessCommand: Command = {
  summary: 'everything held about one person, to answer a request for access',
  help: `lawbase access <address>

Prints everything that is held about whoever has or had this address, as JSON, also about people who were deleted
elsewhere and are still held here: data per system, exact source, actual recipients, purposes, retention, objections,
consents, notices. For someone who is not in the database it prints what is kept of an objection. The export is in the
audit log.
The same as a paper: on the page of the contact.

Example: lawbase access anne.roy@acme.example.test > anne-roy.json`,
  words: 1,
  options: {},
  run: (input) => {
    const [typed = ''] = input.positionals
    const email = readAddress(typed).value
    if (email === null) throw new CommandFailed('Give one complete address such as anne.roy@acme.example.test')
    return withApp(input, async ({ app }) => {
      const pack = await accessPack(app, { email }, 'command line')
      process.stdout.write(`${JSON.stringify(pack, null, input.json ? 0 : 2)}\n`)
      if ((pack?.contacts.length ?? 0) > 1)
        process.stderr.write('Several people hold this address: give each only their own part.\n')
      return exitCodes.done
    })
  },
}
