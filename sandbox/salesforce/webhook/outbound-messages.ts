import { escapeHtml } from '../../core/call.ts'
import type { ChangeEvents } from './change-events.ts'
import { makeId } from '../account/ids.ts'
import type { SalesforceStore } from '../account/store.ts'
import { findAny } from '../account/store.ts'

interface Notification {
  readonly id: string
  readonly object: string
  readonly recordId: string
}

const maxNotifications = 100
const maxAttempts = 12
const fields = ['Email', 'HasOptedOutOfEmail', 'DoNotCall', 'HasOptedOutOfFax']

/**
 * A flow with an outbound message on every change of a contact or a lead (docs/reference/salesforce.md#outbound): SOAP,
 * up to 100 at once, again until a correct Ack, with the values of the moment of sending and an empty session id.
 */
export class OutboundMessages {
  private readonly store: SalesforceStore
  private readonly waiting: Notification[] = []
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly abort = new AbortController()
  private last = 0

  constructor(store: SalesforceStore, changes: ChangeEvents) {
    this.store = store
    changes.onCommit = (object, ids) => {
      if (store.switches.outboundMessageUrl === '') return
      const idle = this.waiting.length === 0
      for (const recordId of ids) this.waiting.push({ id: makeId('04l', ++this.last), object, recordId })
      if (idle) this.later(50, () => this.drain())
    }
  }

  close(): void {
    this.abort.abort()
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
  }

  private drain(): void {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, maxNotifications)
      void this.send(batch, 0)
      if (this.store.switches.outboundMessageDuplicate) void this.send(batch, 0)
    }
  }

  private async send(batch: readonly Notification[], attempt: number): Promise<void> {
    let acked = false
    try {
      const response = await fetch(this.store.switches.outboundMessageUrl, {
        method: 'POST',
        body: this.envelope(batch),
        redirect: 'manual',
        signal: AbortSignal.any([this.abort.signal, AbortSignal.timeout(10_000)]),
        headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
      })
      acked = response.status === 200 && /<(?:\w+:)?Ack>\s*true\s*<\/(?:\w+:)?Ack>/.test(await response.text())
    } catch {
      acked = false
    }
    if (acked || this.abort.signal.aborted || attempt >= maxAttempts) return
    this.later(this.store.switches.outboundMessageRetryMs * 2 ** attempt, () => void this.send(batch, attempt + 1))
  }

  private envelope(batch: readonly Notification[]): string {
    const notifications = batch.map(({ id, object, recordId }) => {
      const row = findAny(this.store, recordId)?.row ?? {}
      const values = fields
        .map((name) =>
          row[name] === undefined || row[name] === null
            ? ''
            : `<sf:${name}>${escapeHtml(String(row[name]))}</sf:${name}>`,
        )
        .join('')
      return `<Notification><Id>${id}</Id><sObject xsi:type="sf:${object}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>${recordId}</sf:Id>${values}</sObject></Notification>`
    })
    return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>${this.store.orgId}</OrganizationId><ActionId>${makeId('04k', 1)}</ActionId><SessionId xsi:nil="true"/><EnterpriseUrl>https://entreprise.my.salesforce.example.test/services/Soap/c/66.0</EnterpriseUrl><PartnerUrl>https://entreprise.my.salesforce.example.test/services/Soap/u/66.0</PartnerUrl>${notifications.join('')}</notifications></soapenv:Body></soapenv:Envelope>`
  }

  private later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      work()
    }, ms)
    this.timers.add(timer)
  }
}
