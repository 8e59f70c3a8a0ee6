import { randomUUID } from 'node:crypto'
import type { Answer, Call, Json } from '../../core/call.ts'
import { stringOf } from '../../core/call.ts'
import { dayMs } from '../../core/clock.ts'
import type { Router } from '../../core/router.ts'
import type { HubSpotAuth } from '../account/auth.ts'
import { bearer } from '../account/auth.ts'
import { jsonBody, stringList } from '../account/context.ts'
import { errorAnswer } from '../account/errors.ts'
import type { ContactEvent, HubSpotStore } from '../account/types.ts'

interface Published {
  readonly offset: string
  readonly at: number
  readonly events: readonly Json[]
}

const keptMs = 3 * dayMs
const version = '{2026-03|2027-03-beta}'
const actions: Readonly<Record<string, string>> = {
  creation: 'CREATE',
  propertyChange: 'UPDATE',
  deletion: 'DELETE',
  merge: 'MERGE',
  restore: 'RESTORE',
}

/**
 * The pull journal (docs/reference/hubspot.md#journal, #journal-envelope): a token of the app, an upserted subscription
 * per portal, files behind a presigned address, 204 when nothing is new, kept for three days. The entries' own shape is
 * an assumption (UNSURE).
 */
export class HubSpotJournal {
  private readonly store: HubSpotStore
  private readonly auth: HubSpotAuth
  private readonly files: Published[] = []
  private readonly subscriptions = new Map<string, Json>()
  private readonly apiUrl: () => string

  constructor(store: HubSpotStore, auth: HubSpotAuth, apiUrl: () => string) {
    this.store = store
    this.auth = auth
    this.apiUrl = apiUrl
  }

  /** What a write said; nothing is kept of an account that nobody subscribed. */
  publish(events: readonly ContactEvent[]): void {
    if (this.store.switches.journalSilent) return
    const wanted = events.flatMap((event) => this.entry(event))
    if (wanted.length > 0) this.files.push({ offset: randomUUID(), at: this.store.clock.now(), events: wanted })
  }

  private entry(event: ContactEvent): Json[] {
    const act = event.type.split('.')[1] ?? ''
    const shared = { portalId: this.store.portalId, occurredAt: event.occurredAt }
    if (act === 'privacyDeletion')
      return this.subscriptions.has('GDPR_PRIVACY_DELETION')
        ? [{ type: 'GDPR_PRIVACY_DELETION', ...shared, objectId: event.objectId }]
        : []
    const subscription = this.subscriptions.get('OBJECT')
    const action = actions[act] ?? ''
    if (subscription === undefined || !stringList(subscription['actions']).includes(action)) return []
    if (event.propertyName !== undefined && !stringList(subscription['properties']).includes(event.propertyName))
      return []
    return [
      {
        type: 'OBJECT',
        action,
        objectTypeId: '0-1',
        ...shared,
        objectId: event.newObjectId ?? event.objectId,
        ...(event.propertyName === undefined
          ? {}
          : { propertyName: event.propertyName, propertyValue: event.propertyValue }),
      },
    ]
  }

  addTo(router: Router): void {
    router.on('POST', `/webhooks-journal/subscriptions/${version}`, (call) =>
      this.enter(call, () => {
        const body = jsonBody(call)
        const kind = stringOf(body['subscriptionType']) ?? stringOf(body['type']) ?? ''
        if (Number(body['portalId']) !== this.store.portalId)
          return errorAnswer(400, { category: 'VALIDATION_ERROR', message: 'portalId is not an account of this app' })
        if (kind !== 'OBJECT' && kind !== 'GDPR_PRIVACY_DELETION')
          return errorAnswer(400, { category: 'VALIDATION_ERROR', message: `unknown subscription ${kind}` })
        this.subscriptions.set(kind, body)
        return { status: 200, json: { id: this.subscriptions.size, ...body } }
      }),
    )
    for (const place of ['journal', 'journal-local']) {
      router.on('GET', `/webhooks-journal/${place}/${version}/earliest`, (call) =>
        this.enter(call, () => this.pointer(this.kept()[0])),
      )
      router.on('GET', `/webhooks-journal/${place}/${version}/latest`, (call) =>
        this.enter(call, () => this.pointer(this.kept().at(-1))),
      )
      router.on('GET', `/webhooks-journal/${place}/${version}/offset/:offset/next`, (call) =>
        this.enter(call, () => {
          const kept = this.kept()
          const at = kept.findIndex((file) => file.offset === call.params['offset'])
          if (at < 0) return errorAnswer(404, { category: 'OBJECT_NOT_FOUND', message: 'The offset is not known' })
          return this.pointer(kept[at + 1])
        }),
      )
    }
    // The presigned address: whoever has it may read it.
    router.on('GET', '/journal-files/:offset', (call) => {
      const file = this.kept().find((one) => one.offset === call.params['offset'])
      if (file === undefined) return { status: 403, text: 'Request has expired' }
      return {
        status: 200,
        json: { offset: file.offset, publishedAt: new Date(file.at).toISOString(), journalEvents: file.events },
      }
    })
  }

  private kept(): Published[] {
    const oldest = this.store.clock.now() - keptMs
    return this.files.filter((file) => file.at >= oldest)
  }

  private pointer(file: Published | undefined): Answer {
    if (file === undefined) return { status: 204 }
    return {
      status: 200,
      json: {
        url: `${this.apiUrl()}/journal-files/${file.offset}`,
        expiresAt: new Date(this.store.clock.now() + 600_000).toISOString(),
        currentOffset: file.offset,
      },
    }
  }

  private enter(call: Call, work: () => Answer): Answer {
    if (!this.auth.appTokens.has(bearer(call) ?? ''))
      return errorAnswer(401, { category: 'INVALID_AUTHENTICATION', message: 'Authentication credentials not found.' })
    if (!this.store.switches.journal)
      return errorAnswer(403, { category: 'MISSING_SCOPES', message: 'The journal is not available to this app' })
    return work()
  }
}
