import { resolve } from 'node:path'
import { z } from 'zod'
import { minConnections } from './store/connection-shares.ts'
import { trimEndOf } from './domain/trim-signs.ts'

const loopback = (host: string) => host === 'localhost' || host === '[::1]' || host.startsWith('127.')

/** https anywhere, http only for this machine. */
const secureUrl = z
  .url()
  .refine((text) => {
    if (!URL.canParse(text)) return true
    const url = new URL(text)
    return url.protocol === 'https:' || (url.protocol === 'http:' && loopback(url.hostname))
  }, 'must start with https:// (http:// only for this machine)')
  .transform((text) => trimEndOf(text, /\//u))

const port = z.coerce.number().int().min(0).max(65_535)

const Environment = z
  .object({
    LAWBASE_HOME: z.string().min(1).default('.lawbase'),
    LAWBASE_KEY: z.string().optional(),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//u, 'must start with postgres://')
      .optional(),
    DATABASE_CONNECTIONS: z.coerce.number().int().min(minConnections).max(1_000).optional(),
    REDIS_URL: z
      .string()
      .regex(/^rediss?:\/\//u, 'must start with redis:// or rediss://')
      .optional(),
    PORT: port.default(4100),
    PUBLIC_PORT: port.default(4180),
    HEALTH_PORT: port.optional(),
    PUBLIC_HOST: z.string().min(1).default('127.0.0.1'),
    PUBLIC_URL: secureUrl.optional(),
    HUBSPOT_API_URL: secureUrl.default('https://api.hubapi.com'),
    HUBSPOT_APP_URL: secureUrl.default('https://app.hubspot.com'),
    ACCOUNT_ENGAGEMENT_URL: secureUrl.optional(),
    SALESFORCE_HOSTS: z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((host) => host.trim().toLowerCase())
          .filter((host) => host !== ''),
      ),
    OUTBOUND_HOSTS: z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((host) => host.trim().toLowerCase())
          .filter((host) => host !== ''),
      ),
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
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    POLL_SECONDS: z.coerce.number().int().min(5).max(3_600).default(30),
  })
  .refine((value) => (value.SMTP_URL === undefined) === (value.MAIL_FROM === undefined), {
    path: ['MAIL_FROM'],
    message: 'SMTP_URL and MAIL_FROM are given together, or neither',
  })

/** Everything the environment decides. Nothing else reads it. */
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
  publicPort: number
  /** Where `start --role worker` says whether it is well; undefined = at 4190, when nobody else listens there. */
  healthPort: number | undefined
  publicHost: string
  /** Address of the public pages as the world sees it; undefined = polling only. */
  publicUrl: string | undefined
  hubspotApiUrl: string
  hubspotAppUrl: string
  /** Account Engagement; undefined = at the host that goes with the org. */
  engagementUrl: string | undefined
  /** Extra host suffixes that a Salesforce token answer may name, besides .salesforce.com. */
  salesforceHosts: readonly string[]
  /** Hosts inside private ranges that admin-made endpoints may reach. */
  outboundHosts: readonly string[]
  clockUrl: string | undefined
  /** The company's mail server, for the mails in which a person confirms; undefined = no mail is sent. */
  smtpUrl: string | undefined
  mailFrom: string | undefined
  /** Folder outside of this installation where the signed head of the audit log is written each night. */
  auditHeadFolder: string | undefined
  /** Folder outside of this installation where noes, lifts and removals are followed, for a restored backup. */
  journalFolder: string | undefined
  logLevel: string
  pollSeconds: number
}

/** Reads the environment; throws one Error that names every variable at fault and what is wrong with it. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The configuration cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  }
  const value = parsed.data
  return {
    // Absolute: the server of the embedded database runs in another folder than we do.
    home: resolve(value.LAWBASE_HOME),
    masterKey: value.LAWBASE_KEY,
    databaseUrl: value.DATABASE_URL,
    connections: value.DATABASE_CONNECTIONS,
    redisUrl: value.REDIS_URL,
    consolePort: value.PORT,
    publicPort: value.PUBLIC_PORT,
    healthPort: value.HEALTH_PORT,
    publicHost: value.PUBLIC_HOST,
    publicUrl: value.PUBLIC_URL,
    hubspotApiUrl: value.HUBSPOT_API_URL,
    hubspotAppUrl: value.HUBSPOT_APP_URL,
    engagementUrl: value.ACCOUNT_ENGAGEMENT_URL,
    salesforceHosts: value.SALESFORCE_HOSTS,
    outboundHosts: value.OUTBOUND_HOSTS,
    clockUrl: value.LAWBASE_CLOCK_URL,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    auditHeadFolder: value.AUDIT_HEAD_FOLDER,
    journalFolder: value.LAWBASE_JOURNAL_DIR,
    logLevel: value.LOG_LEVEL,
    pollSeconds: value.POLL_SECONDS,
  }
}
