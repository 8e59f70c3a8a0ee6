import { startSandbox, type SandboxUrls } from '../../sandbox/start.ts'

export interface StandInOptions {
  contacts: number
  seed: number
  /** Multiplies the vendor's limits; 0 lifts them. */
  limitsX: number
  searchLagMs: number
}

/** Vendors' stand-ins that are running, and what is known of them from outside. */
export interface StandIn {
  /** The server with a tester's hands on them (sandbox/README.md, "Control server"). */
  readonly control: string
  readonly urls: Readonly<Record<string, string>>
  /** Variables of the environment with which the product reaches them. */
  readonly environment: Readonly<Record<string, string>>
  close(): Promise<void>
}

export type StartStandIn = (options: StandInOptions) => Promise<StandIn>

/** The sandbox as one of them. */
export async function startSandboxStandIn(options: StandInOptions): Promise<StandIn> {
  const sandbox = await startSandbox(options)
  return {
    control: sandbox.urls.control,
    urls: { ...sandbox.urls },
    environment: sandboxEnvironment(sandbox.urls),
    close: () => sandbox.close(),
  }
}

/** The rest of the sandbox is found by addresses that an admin types. */
export function sandboxEnvironment({
  hubspotApi,
  hubspotApp,
  googleMail,
  microsoftMail,
  mailbox,
  lusha,
  peopledatalabs,
  zoominfo,
}: Pick<
  SandboxUrls,
  'hubspotApi' | 'hubspotApp' | 'googleMail' | 'microsoftMail' | 'mailbox' | 'lusha' | 'peopledatalabs' | 'zoominfo'
>): StandIn['environment'] {
  return {
    HUBSPOT_API_URL: hubspotApi,
    HUBSPOT_APP_URL: hubspotApp,
    GOOGLE_LOGIN_URL: googleMail,
    GOOGLE_TOKEN_URL: googleMail,
    GOOGLE_IMAP_URL: mailbox,
    MICROSOFT_LOGIN_URL: microsoftMail,
    MICROSOFT_TOKEN_URL: microsoftMail,
    MICROSOFT_IMAP_URL: mailbox,
    LUSHA_API_URL: lusha,
    PEOPLEDATALABS_API_URL: peopledatalabs,
    ZOOMINFO_API_URL: zoominfo,
    ZOOMINFO_TOKEN_URL: zoominfo,
  }
}

/** One call to a control server. Throws on anything but success. */
export async function controlCall<T>(control: string, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(control + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
  return JSON.parse(text) as T
}
