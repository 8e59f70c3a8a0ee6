import { randomBytes } from 'node:crypto'
import type { Answer, Json } from '../core/call.ts'
import { listOf } from '../core/call.ts'
import type { ControlledSystem } from '../core/control.ts'
import { ActError } from '../core/control.ts'
import { Router } from '../core/router.ts'
import { Journal } from '../core/table.ts'
import type { Vendor } from '../core/vendor-server.ts'
import { dataVendor } from './data-vendor.ts'

const perMinute = 100

/**
 * People Data Labs' list of ids that opted out (docs/reference/brokers.md#pdl-door): key in `x-api-key`, one text with
 * the heading `pdl_id`, without dates, pages or a way to ask for what is new. Most ids are of people whom the customer
 * never bought.
 */
export class PeopleDataLabs {
  readonly key = 'sandbox-pdl-key'
  readonly vendor: Vendor
  /** `withoutHeading`: the first line is an id. `crlf`: lines end as on Windows. */
  readonly switches = { withoutHeading: false, crlf: false }
  private readonly ids: string[] = Array.from({ length: 400 }, () => randomBytes(16).toString('base64url'))

  constructor(limitsX: number) {
    const router = new Router()
    router.on('GET', '/v5/person/subjectrequest', (call) =>
      call.headers['x-api-key'] === this.key ? this.list() : refused(401, 'Request contained a missing or invalid key'),
    )
    this.vendor = dataVendor(
      'peopledatalabs',
      { router, journal: new Journal() },
      { max: Math.floor(perMinute * limitsX), windowMs: 60_000 },
      refused,
    )
  }

  private list(): Answer {
    const lines = [...(this.switches.withoutHeading ? [] : ['pdl_id']), ...this.ids]
    return {
      status: 200,
      text: lines.join(this.switches.crlf ? '\r\n' : '\n') + '\n',
      headers: { 'content-type': 'text/csv; charset=utf-8' },
    }
  }

  controlled(url: () => string): ControlledSystem {
    return {
      switches: this.switches,
      state: () => ({ ids: this.ids }),
      counts: () => ({ 'identifiants opposés': this.ids.length }),
      search: () => [],
      settings: () => ({ url: url(), apiKey: this.key }),
      act: (body: Json) => {
        if (body['act'] !== 'opt-out') throw new ActError('act must be opt-out')
        // Somewhere in the list: nothing says that it is in order.
        for (const id of listOf(body['ids']).map(String)) this.ids.splice(this.ids.length >> 1, 0, id)
        return { ids: this.ids.length }
      },
    }
  }
}

const refused = (status: number, message: string): Answer => ({
  status,
  json: { status, error: { type: status === 401 ? 'authentication_error' : 'error', message } },
})
