import type { Broker } from './broker/broker.ts'
import { brokerSecret, createBroker } from './broker/broker.ts'
import { sandboxControl } from './control/control-server.ts'
import { controlledBroker, controlledSalesforce } from './control/systems-others.ts'
import { controlledHubSpot } from './control/systems.ts'
import type { Json } from './core/call.ts'
import type { ControlledSystem } from './core/control.ts'
import type { Clock } from './core/clock.ts'
import { createClock } from './core/clock.ts'
import { Faults } from './core/faults.ts'
import { Recorder } from './core/recorder.ts'
import type { Listening, Respond } from './core/server.ts'
import { listen } from './core/server.ts'
import { vendorResponder } from './core/vendor-server.ts'
import type { HubSpot } from './hubspot/hubspot.ts'
import { createHubSpot } from './hubspot/hubspot.ts'
import { Lusha } from './data-vendors/lusha.ts'
import { PeopleDataLabs } from './data-vendors/people-data-labs.ts'
import { ZoomInfo } from './data-vendors/zoominfo.ts'
import { openMailAuths } from './mailbox/mail-oauth.ts'
import { startMailbox } from './mailbox/mailbox.ts'
import type { Salesforce } from './salesforce/salesforce.ts'
import { createSalesforce } from './salesforce/salesforce.ts'
import { seedAnswers } from './seed/answers.ts'
import { seedDates } from './seed/dates.ts'
import { seedHubSpot } from './seed/hubspot-seed.ts'
import { populate } from './seed/people.ts'
import { seedSalesforce } from './seed/salesforce-seed.ts'

interface SandboxOptions {
  readonly contacts: number
  readonly seed: number
  readonly host?: string
  readonly controlPort?: number
  readonly hubspotApiPort?: number
  readonly hubspotAppPort?: number
  readonly salesforceLoginPort?: number
  readonly salesforceInstancePort?: number
  readonly brokerPort?: number
  readonly mailboxPort?: number
  /** Multiplies the vendors' rate limits; 0 lifts them. */
  readonly limitsX?: number
  readonly searchLagMs?: number
  /** How far ahead of the machine's clock the virtual one begins. */
  readonly aheadMs?: number
}

export interface SandboxUrls {
  readonly control: string
  readonly hubspotApi: string
  readonly hubspotApp: string
  readonly salesforceLogin: string
  readonly salesforceInstance: string
  readonly broker: string
  /** `imap://127.0.0.1:PORT`; who logs in how: GET /_sandbox/mailbox. */
  readonly mailbox: string
  /** Where the accounts of mailboxes at Google and Microsoft log in, and their tokens come from. */
  readonly googleMail: string
  readonly microsoftMail: string
  /** Vendors of data that say who opted out there; keys: GET /_sandbox/vendors. */
  readonly lusha: string
  readonly peopledatalabs: string
  readonly zoominfo: string
}

export interface Sandbox {
  readonly urls: SandboxUrls
  close(): Promise<void>
}

const unopened: SandboxUrls = {
  control: '',
  hubspotApi: '',
  hubspotApp: '',
  salesforceLogin: '',
  salesforceInstance: '',
  broker: '',
  mailbox: '',
  googleMail: '',
  microsoftMail: '',
  lusha: '',
  peopledatalabs: '',
  zoominfo: '',
}

/** Every stand-in in one process, each on an origin of its own, on one virtual clock. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock = createClock(options.aheadMs)
  const faults = new Faults()
  const recorder = new Recorder(clock)
  const host = options.host ?? '127.0.0.1'
  let urls = unopened
  const vendors = createVendors(options, clock, () => urls)
  const { hubspot, salesforce, broker } = vendors
  const mailbox = await startMailbox(clock, host, options.mailboxPort ?? 0)
  const mails = openMailAuths(clock, mailbox)
  const sellers = sellersOf(clock, options.limitsX ?? 1)
  const answers = seedVendors(vendors, clock, options)
  keepStaleAnswers(faults, vendors)
  const systems: Record<string, ControlledSystem> = {
    hubspot: controlledHubSpot(hubspot),
    salesforce: controlledSalesforce(salesforce),
    broker: controlledBroker(broker, () => urls.broker),
    ...Object.fromEntries([...mails].map(([id, auth]) => [id, auth.controlled()])),
    lusha: sellers.lusha.controlled(() => urls.lusha),
    peopledatalabs: sellers.peopledatalabs.controlled(() => urls.peopledatalabs),
    zoominfo: sellers.zoominfo.controlled(() => urls.zoominfo),
  }
  const listening: Listening[] = []
  const open = async (name: string, port: number | undefined, respond: Respond): Promise<string> => {
    const server = await listen(host, port ?? 0, respond)
    listening.push(server)
    return `http://${name}:${server.port}`
  }
  const vendor = (one: Parameters<typeof vendorResponder>[0]): Respond => vendorResponder(one, faults, recorder)
  const mailUrls = [...mails].map(([id, auth]) => open('localhost', undefined, vendor(auth.vendor(id))))
  const [googleMail = '', microsoftMail = ''] = await Promise.all(mailUrls)
  urls = {
    hubspotApi: await open('127.0.0.1', options.hubspotApiPort, vendor(hubspot.api)),
    hubspotApp: await open('localhost', options.hubspotAppPort, vendor(hubspot.app)),
    salesforceLogin: await open('localhost', options.salesforceLoginPort, vendor(salesforce.login)),
    salesforceInstance: await open('127.0.0.1', options.salesforceInstancePort, vendor(salesforce.instance)),
    broker: await open('127.0.0.1', options.brokerPort, vendor(broker.vendor)),
    mailbox: `imap://127.0.0.1:${mailbox.port}`,
    googleMail,
    microsoftMail,
    lusha: await open('127.0.0.1', undefined, vendor(sellers.lusha.vendor)),
    peopledatalabs: await open('127.0.0.1', undefined, vendor(sellers.peopledatalabs.vendor)),
    zoominfo: await open('127.0.0.1', undefined, vendor(sellers.zoominfo.vendor)),
    control: await open(
      'localhost',
      options.controlPort,
      sandboxControl({ clock, faults, recorder, systems, mailbox, answers, urls: () => ({ ...urls }) }),
    ),
  }
  return {
    urls,
    async close() {
      hubspot.webhooks.close()
      salesforce.close()
      await Promise.all([...listening.map((server) => server.close()), mailbox.close()])
    },
  }
}

/** Vendors of data, each with the limits of its account. */
const sellersOf = (clock: Clock, limitsX: number) => ({
  lusha: new Lusha(clock, limitsX),
  peopledatalabs: new PeopleDataLabs(limitsX),
  zoominfo: new ZoomInfo(clock, limitsX),
})

interface Vendors {
  readonly hubspot: HubSpot
  readonly salesforce: Salesforce
  readonly broker: Broker
}

function createVendors(options: SandboxOptions, clock: Clock, urls: () => SandboxUrls): Vendors {
  const limitsX = options.limitsX ?? 1
  return {
    hubspot: createHubSpot({
      clock,
      seed: options.seed,
      limitsX,
      searchLagMs: options.searchLagMs ?? 300,
      appUrl: () => urls().hubspotApp,
      apiUrl: () => urls().hubspotApi,
    }),
    salesforce: createSalesforce({
      clock,
      limitsX,
      urls: () => ({ login: urls().salesforceLogin, instance: urls().salesforceInstance }),
    }),
    broker: createBroker(clock, brokerSecret()),
  }
}

/** Fills the bases; what comes back tells the right answers about the people in them. */
function seedVendors(
  { hubspot, salesforce }: Vendors,
  clock: Clock,
  { contacts, seed }: SandboxOptions,
): () => readonly Json[] {
  const population = populate(contacts, seed)
  const dates = seedDates(clock.now())
  const hubspotIds = seedHubSpot(hubspot.store, population, dates, seed)
  const salesforceIds = seedSalesforce(salesforce.store, population, dates, seed)
  return () => seedAnswers(population, dates, hubspotIds, salesforceIds)
}

/** A fault that answers from before a write needs the state before it kept. */
function keepStaleAnswers(faults: Faults, { hubspot, salesforce, broker }: Vendors): void {
  const journals = {
    hubspot: hubspot.store.journal,
    salesforce: salesforce.store.journal,
    broker: broker.vendor.journal,
  }
  faults.onChange = () => {
    for (const system of ['hubspot', 'salesforce', 'broker'] as const)
      if (faults.hasStale(system)) journals[system].setKeepBefore(true)
  }
}
