import type { Pool } from 'pg'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Connector } from '../../connector/contract.ts'
import type { App } from '../../operations/app/app.ts'
import { beginHeadless, prepareApp, registerPrepared } from '../../operations/connections/connect-headless.ts'
import { ConnectRefused } from '../../operations/connections/connect-refused.ts'
import { checkConnection, finishConsent } from '../../operations/connections/connect-system.ts'
import { findUser, type User } from '../../store/accounts/users.ts'
import { listenForCallback } from './callback-listener.ts'
import { answer, text, withApp, type Command, type CommandInput } from '../app/command.ts'
import { faultSentence } from '../app/fault-sentence.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'

const defaultPort = 4190
const waitMs = 10 * 60_000

export const connectCommand: Command = {
  summary: 'connects a CRM on a server without a browser',
  help: ({ connectors }) => {
    const ids = oauthIds(connectors)
    return `lawbase connect ${ids.join('|')} --prepare [--port 4190] [--files folder] [--json]\nlawbase connect ${ids.join('|')} --client-id … --client-secret-file secret.txt [--login-host …] --user admin@exemple.example.test [--json]\n\n--prepare prints what the app at the vendor needs: redirect address, webhook address, scopes; --files writes the files to create it from. The second form registers the app, prints the address of the consent page and waits 10 minutes. Open it in a browser: on this machine, through a tunnel (ssh -L 4190:localhost:4190), or anywhere, and paste the address the browser ends at. Nothing may be written until an admin grants it in the console. Exit code 1 when the vendor or the admin there refused.\n\nExample: lawbase connect ${ids[0]} --prepare --files ${ids[0]}-app`
  },
  words: 1,
  options: {
    prepare: { type: 'boolean' },
    files: { type: 'string' },
    port: { type: 'string' },
    'client-id': { type: 'string' },
    'client-secret-file': { type: 'string' },
    'login-host': { type: 'string' },
    user: { type: 'string' },
  },
  run: (input) => {
    const [connector] = input.positionals
    if (connector === undefined)
      throw new CommandFailed(`Say what to connect: ${oauthIds(input.program.connectors).join(', ')}`)
    return withApp(
      input,
      async ({ app }) => {
        try {
          return await (input.values['prepare'] === true
            ? prepare(input, app, connector)
            : connect(input, app, connector))
        } catch (error) {
          if (!(error instanceof ConnectRefused)) throw error
          throw new CommandFailed(
            error.message,
            ['refused', 'vendor', 'other-account'].includes(error.code) ? exitCodes.foundWrong : exitCodes.couldNot,
          )
        }
      },
      true,
    )
  },
}

/** Ids of what is connected through OAuth. */
const oauthIds = (connectors: readonly Connector[]) =>
  connectors.filter(({ auth }) => auth.type === 'oauth2').map(({ id }) => id)

async function prepare(input: CommandInput, app: App, connector: string): Promise<number> {
  const port = Number(text(input.values['port']) ?? defaultPort)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new CommandFailed('--port: a number from 1 to 65535')
  const folder = text(input.values['files'])
  const prepared = await prepareApp(app, connector, port)
  const required = prepared.scopes.filter((need) => need.required).map((need) => need.scope)
  const optional = prepared.scopes.filter((need) => !need.required).map((need) => need.scope)
  const files = folder === null ? [] : prepared.files.map((file) => writeOnce(join(folder, file.path), file.content))
  if (folder !== null && files.length === 0) process.stderr.write('This vendor takes no files: make the app by hand.\n')
  answer(
    input,
    {
      ok: true,
      connector,
      redirectUri: prepared.redirectUri,
      webhookUrl: prepared.webhookUrl,
      scopes: { required, optional },
      files,
    },
    [
      ...prepared.steps.map((step, index) => `${index + 1}. ${step}`),
      '',
      `Redirect address  ${prepared.redirectUri}`,
      `Webhook address   ${prepared.webhookUrl ?? 'none: PUBLIC_URL is not set, or this vendor pushes nothing'}`,
      `Scopes            ${required.join(' ')}`,
      ...(optional.length === 0 ? [] : [`Optional scopes   ${optional.join(' ')}`]),
      ...files.map((file) => `Written           ${file}`),
      '',
      `Then: lawbase connect ${connector} --client-id … --client-secret-file … --user …`,
    ].join('\n'),
  )
  return exitCodes.done
}

/** A file that somebody changed is not written over. */
function writeOnce(path: string, content: string): string {
  if (existsSync(path) && readFileSync(path, 'utf8') !== content)
    throw new CommandFailed(`--files: ${path} is there already with another content. Name an empty folder.`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

async function connect(input: CommandInput, app: App, connector: string): Promise<number> {
  const clientId = text(input.values['client-id'])
  if (clientId === null)
    throw new CommandFailed(
      `--client-id: copy it from the app you created at the vendor. No app yet? lawbase connect ${connector} --prepare`,
    )
  const clientSecret = secretIn(text(input.values['client-secret-file']))
  const user = await adminOf(app.pool, text(input.values['user']))
  const registration = await registerPrepared(app, user, {
    connector,
    clientId,
    clientSecret,
    loginHost: text(input.values['login-host']),
  })
  const port = text(input.values['port'])
  if (port !== null && new URL(registration.redirectUri).port !== port)
    throw new CommandFailed(
      `--port: the vendor has ${registration.redirectUri}. Leave --port out, or prepare the app again with it.`,
    )
  const listener = await listenForCallback(registration.redirectUri)
  try {
    const { sessionHash, ...consent } = await beginHeadless(app, registration, user)
    process.stderr.write(
      `Open this address in a browser and allow Lawbase:\n${consent.url}\nNo browser can come back to this machine? Paste the address it ends at here.\n`,
    )
    const state = new URL(consent.url).searchParams.get('state') ?? ''
    const answered = await listener.answer(state, process.stdin, waitMs, (words) => process.stderr.write(`${words}\n`))
    const connectionId = await finishConsent(app, {
      appKey: registration.appKey,
      ...answered,
      cookie: consent.cookie,
      sessionHash,
      user,
    })
    // The Connection stands whatever the self-test says.
    const checked = await checkConnection(app, connectionId).then(
      () => true,
      () => false,
    )
    answer(
      input,
      { ok: true, connectionId, checked },
      `Connected: ${connectionId}${checked ? '' : ' (the self-test could not run: see its page in the console)'}`,
    )
    return exitCodes.done
  } finally {
    await listener.close()
  }
}

function secretIn(path: string | null): string {
  if (path === null)
    throw new CommandFailed(
      '--client-secret-file: name a file that holds the secret; on the command line others could read it',
    )
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (cause) {
    throw new CommandFailed(`--client-secret-file: ${faultSentence(cause, path)}`)
  }
}

async function adminOf(pool: Pool, email: string | null): Promise<User> {
  if (email === null) throw new CommandFailed('--user: name the admin who connects, by e-mail address')
  const user = await findUser(pool, { email: email.trim().toLowerCase() })
  if (user === null || user.disabledAt !== null || user.role !== 'admin')
    throw new CommandFailed(`--user: ${email} is no admin here. lawbase users list shows who is.`)
  return user
}
