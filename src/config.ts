import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { gatherSettings, secretFileNames, secretNames } from './config-sources.ts'
import { minConnections } from './store/app/connection-shares.ts'
import type { ConnectorId } from './connector/contract.ts'
import { defaultVendor, type Vendor, type VendorDeclaration } from './connector/deps/vendor.ts'
import { trimEndOf } from './domain/app/trim-signs.ts'

const loopback = (host: string) => host === 'localhost' || host === '[::1]' || host.startsWith('127.')

/** Encrypted anywhere, in clear only for this machine. */
const urlOf = (encrypted: string, clear: string) =>
  z
    .url(`must be an address that starts with ${encrypted}://`)
    .refine((text) => {
      if (!URL.canParse(text)) return true
      const url = new URL(text)
      return url.protocol === `${encrypted}:` || (url.protocol === `${clear}:` && loopback(url.hostname))
    }, `must start with ${encrypted}:// (${clear}:// only for this machine)`)
    .transform((text) => trimEndOf(text, /\//u))
const secureUrl = urlOf('https', 'http')
const mailUrl = urlOf('imaps', 'imap')
/** An address without a path: cookies, links and the vendors' way back follow it. */
const originUrl = secureUrl.refine(
  (text) => !URL.canParse(text) || new URL(text).origin === text,
  'must be a host alone, such as https://lawbase.example.test, without a path and in small letters',
)

/** Words of Fastify for whole networks, besides addresses and ranges. */
const proxyWords = ['loopback', 'linklocal', 'uniquelocal']
const isProxy = (text: string) => {
  const [address = '', bits, ...more] = text.split('/')
  const longest = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : 0
  if (longest === 0) return proxyWords.includes(text)
  return more.length === 0 && (bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= longest))
}

/** Whether both lead to one host that is not this machine. */
function isSameHost(one: string, other: string | undefined): boolean {
  if (other === undefined || !URL.canParse(one) || !URL.canParse(other)) return false
  const { hostname } = new URL(one)
  return hostname === new URL(other).hostname && !loopback(hostname)
}

/** Host names or suffixes, separated by commas. */
const hosts = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
  )

/** What a bearer header can carry, and too long to be guessed. */
const metricsToken = z
  .string()
  .regex(/^[\w.~+/=-]{20,200}$/u, 'must have 20 to 200 letters, digits or signs of . _ ~ + / = -')

/** A whole number in bounds; a fault names both. */
function wholeNumber(min: number, max: number): z.ZodCoercedNumber {
  const fault = `must be a whole number from ${min} to ${max}`
  return z.coerce.number(fault).int(fault).min(min, fault).max(max, fault)
}

const port = wholeNumber(0, 65_535)
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const

const Environment = z
  .object({
    LAWBASE_HOME: z.string().min(1).default('.lawbase'),
    LAWBASE_KEY: z.string().optional(),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//u, 'must start with postgres://')
      .refine(
        // A socket's folder is named behind the address, which has no host then.
        (text) => URL.canParse(text) || URL.canParse(text.replace('@/', '@host/')),
        'cannot be read as an address: write signs such as / # ? @ in its user or password as %2F %23 %3F %40',
      )
      .optional(),
    DATABASE_CONNECTIONS: wholeNumber(minConnections, 1_000).optional(),
    REDIS_URL: z
      .string()
      .regex(/^rediss?:\/\//u, 'must start with redis:// or rediss://')
      .optional(),
    PORT: port.default(4100),
    CONSOLE_HOST: z.string().min(1).default('localhost'),
    CONSOLE_URL: originUrl.optional(),
    TRUST_PROXY: hosts.refine(
      (list) => list.every(isProxy),
      'names addresses or ranges of your proxies, such as 10.0.0.5 or 10.0.0.0/24, or loopback, linklocal, uniquelocal',
    ),
    PUBLIC_PORT: port.default(4180),
    HEALTH_PORT: port.optional(),
    DRAIN_SECONDS: wholeNumber(0, 60).default(0),
    PUBLIC_HOST: z.string().min(1).default('127.0.0.1'),
    PUBLIC_URL: secureUrl.optional(),
    API_URL: secureUrl.optional(),
    OUTBOUND_HOSTS: hosts,
    LAWBASE_CLOCK_URL: secureUrl.optional(),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\/\S+$/u, 'must start with smtp:// or smtps://')
      .optional(),
    MAIL_FROM: z
      .string()
      .regex(
        /^[^\s@<>]+@[^\s@<>]+$|^[^<>\r\n]+<[^\s@<>]+@[^\s@<>]+>$/u,
        'must be an address, or a name with an address in < >',
      )
      .optional(),
    AUDIT_HEAD_FOLDER: z.string().min(1).optional(),
    LAWBASE_JOURNAL_DIR: z.string().min(1).optional(),
    LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
    METRICS_TOKEN: metricsToken.optional(),
    POLL_SECONDS: wholeNumber(5, 3_600).default(30),
  })
  .refine((value) => (value.SMTP_URL === undefined) === (value.MAIL_FROM === undefined), {
    path: ['MAIL_FROM'],
    message: 'SMTP_URL and MAIL_FROM are given together, or neither',
  })
  .refine(({ CONSOLE_HOST: host, CONSOLE_URL: url }) => url !== undefined || loopback(host), {
    path: ['CONSOLE_HOST'],
    message: 'other machines reach the console only under a name of its own: set CONSOLE_URL too',
  })
  .refine(({ CONSOLE_URL: own, PUBLIC_URL: people }) => own === undefined || !isSameHost(own, people), {
    path: ['CONSOLE_URL'],
    message: 'must have another host name than PUBLIC_URL: a browser sends the cookies of a host to all its ports',
  })

/** Everything that settings decide. Nothing else reads them. */
export interface Config {
  /** Folder of the embedded database and the created key, absolute. */
  home: string
  /** LAWBASE_KEY as given; undefined = the file `key` under `home`. */
  masterKey: string | undefined
  databaseUrl: string | undefined
  /** Connections of each process to the database; undefined = as many as fit the server. */
  connections: number | undefined
  redisUrl: string | undefined
  consolePort: number
  /** Where the console listens: this machine, unless its proxy stands on another. */
  consoleHost: string
  /** Address of the console as the company's people open it, behind its proxy; undefined = on this machine only. */
  consoleUrl: string | undefined
  /** Proxies that are believed about who the visitor is, as addresses, ranges or Fastify's words for networks. */
  trustedProxies: readonly string[]
  publicPort: number
  /** Where `start --role worker` says whether it is well; undefined = at 4190 (`hygiene`: 4191), when free. */
  healthPort: number | undefined
  /** How long a process that is told to stop goes on answering, while `/readyz` says that it ends. */
  drainMs: number
  publicHost: string
  /** Address of the public pages as the world sees it; undefined = polling only. */
  publicUrl: string | undefined
  /** Where workers reach the API, if not at the console on their machine. */
  apiUrl: string | undefined
  /** Where each connector's vendor is reached, by its id. */
  vendors: Readonly<Record<ConnectorId, Vendor>>
  /** Hosts inside private ranges that admin-made endpoints may reach. */
  outboundHosts: readonly string[]
  clockUrl: string | undefined
  /** The company's mail server, for the mails in which a person confirms; undefined = no mail is sent. */
  smtpUrl: string | undefined
  mailFrom: string | undefined
  /** Folder outside of this installation where the signed head of the audit log is written each night. */
  auditHeadFolder: string | undefined
  /** Folder outside of this installation where objections, lifts and removals are followed, for a restored backup. */
  journalFolder: string | undefined
  logLevel: string
  pollSeconds: number
  /** What `/metrics` asks for; undefined = it is closed. */
  metricsToken: string | undefined
}

/** Every name that a setting may have: our own, files of secrets, and what connectors declare. */
export const settingNames = (connectors: readonly Declaring[]): ReadonlySet<string> =>
  new Set([
    ...Object.keys(Environment.shape),
    ...secretFileNames,
    ...connectors.flatMap((connector) => [
      ...Object.values(connector.addresses ?? {}).map(({ variable }) => variable),
      ...(connector.moreHosts === undefined ? [] : [connector.moreHosts.variable]),
    ]),
  ])

/** A setting as it is in force: null = it has no value; `from`: `environment`, the path of a file, or `usual`. */
export interface SettingInForce {
  name: string
  value: string | null
  from: string
  isSecret: boolean
}

/** Every setting by its name, files of secrets read. */
export function settingsInForce(
  env: Readonly<Record<string, string | undefined>>,
  connectors: readonly Declaring[],
): SettingInForce[] {
  const names = settingNames(connectors)
  const { settings } = gatherSettings(env, names)
  const usual: Readonly<Record<string, unknown>> = Environment.parse({})
  return [...names]
    .filter((name) => !secretFileNames.includes(name))
    .toSorted()
    .map((name) => {
      const held = usual[name]
      const { value, from } = settings.get(name) ?? {
        value: typeof held === 'string' || typeof held === 'number' ? String(held) : null,
        from: 'usual',
      }
      return { name, value, from, isSecret: (secretNames as readonly string[]).includes(name) }
    })
}

/** What of a connector concerns the environment. */
type Declaring = { readonly id: ConnectorId } & VendorDeclaration

/**
 * Reads the settings: our own and those that the connectors declare, from the environment and from files
 * (`gatherSettings`). Throws one Error that names every setting at fault and what is wrong with it.
 */
export function parseConfig(
  env: Readonly<Record<string, string | undefined>>,
  connectors: readonly Declaring[],
): Config {
  const { settings, faults } = gatherSettings(env, settingNames(connectors))
  const given = Object.fromEntries([...settings].map(([name, { value }]) => [name, value]))
  const parsed = Environment.safeParse(given)
  const read = readVendors(given, connectors)
  const own = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  const wrong = [...faults, ...own, ...read.faults]
  if (!parsed.success || wrong.length > 0)
    throw new Error(`The configuration cannot be used:\n${wrong.map((fault) => `  ${fault}`).join('\n')}`)
  const value = parsed.data
  return {
    // Absolute: the server of the embedded database runs in another folder than we do.
    home: resolve(value.LAWBASE_HOME),
    masterKey: value.LAWBASE_KEY,
    databaseUrl: value.DATABASE_URL,
    connections: value.DATABASE_CONNECTIONS,
    redisUrl: value.REDIS_URL,
    consolePort: value.PORT,
    consoleHost: value.CONSOLE_HOST,
    consoleUrl: value.CONSOLE_URL,
    trustedProxies: value.TRUST_PROXY,
    publicPort: value.PUBLIC_PORT,
    healthPort: value.HEALTH_PORT,
    drainMs: value.DRAIN_SECONDS * 1_000,
    publicHost: value.PUBLIC_HOST,
    publicUrl: value.PUBLIC_URL,
    apiUrl: value.API_URL,
    vendors: read.vendors,
    outboundHosts: value.OUTBOUND_HOSTS,
    clockUrl: value.LAWBASE_CLOCK_URL,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    auditHeadFolder: value.AUDIT_HEAD_FOLDER,
    journalFolder: value.LAWBASE_JOURNAL_DIR,
    logLevel: value.LOG_LEVEL,
    pollSeconds: value.POLL_SECONDS,
    metricsToken: value.METRICS_TOKEN,
  }
}

function readVendors(
  given: Readonly<Record<string, string | undefined>>,
  connectors: readonly Declaring[],
): { vendors: Record<ConnectorId, Vendor>; faults: string[] } {
  const faults: string[] = []
  const read = connectors.map((connector): [ConnectorId, Vendor] => {
    const urls: Record<string, string> = { ...defaultVendor(connector).urls }
    for (const [name, { variable }] of Object.entries(connector.addresses ?? {})) {
      if (given[variable] === undefined) continue
      const isMail = urls[name]?.startsWith('imaps:') === true
      const url = (isMail ? mailUrl : secureUrl).safeParse(given[variable])
      if (url.success) urls[name] = url.data
      else faults.push(...url.error.issues.map((issue) => `${variable}: ${issue.message}`))
    }
    const moreHosts = connector.moreHosts === undefined ? [] : hosts.parse(given[connector.moreHosts.variable])
    return [connector.id, { urls, moreHosts }]
  })
  return { vendors: Object.fromEntries(read), faults }
}
