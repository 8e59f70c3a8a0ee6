import type { Answer, Call, Json } from '../core/call.ts'
import { stringOf } from '../core/call.ts'
import { ActError, addFault, bodyOf, controlResponder, controlRoutes, formBody, ok } from '../core/control.ts'
import type { ControlOptions } from '../core/control.ts'
import type { Respond } from '../core/server.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { MailboxActError } from '../mailbox/mailbox.ts'
import { sandboxPage } from './page.ts'

interface SandboxControl extends ControlOptions {
  readonly mailbox: Mailbox
  readonly answers: () => readonly Json[]
}

/** The control server of the whole sandbox: what any stand-in has, and what only this one does. */
export function sandboxControl(options: SandboxControl): Respond {
  const { systems, mailbox } = options
  const router = controlRoutes(options)
  router.on('GET', '/', () => ({ status: 302, headers: { location: '/_sandbox' }, text: '' }))
  router.on('GET', '/_sandbox', (call) => ({ status: 200, html: sandboxPage(options, call.url) }))
  router.on('GET', '/_sandbox/seed', () => ok(options.answers()))
  router.on('GET', '/_sandbox/broker', () => ok(systems['broker']?.settings?.() ?? {}))
  router.on('GET', '/_sandbox/vendors', () =>
    ok(Object.fromEntries(['lusha', 'peopledatalabs', 'zoominfo'].map((id) => [id, systems[id]?.settings?.() ?? {}]))),
  )
  router.on('GET', '/_sandbox/mailbox', () => ok(mailbox.settings()))
  router.on('GET', '/_sandbox/mailbox/state', () => ok(mailbox.state()))
  router.on('POST', '/_sandbox/mailbox', (call) => ok(actInMailbox(mailbox, bodyOf(call))))
  router.on('GET', '/_sandbox/deliveries', () => ok(systems['hubspot']?.deliveries?.() ?? []))
  router.on('POST', '/_sandbox/ui', (call) => fromPage(options, formBody(call), call))
  return controlResponder(router)
}

function actInMailbox(mailbox: Mailbox, body: Json): unknown {
  try {
    return mailbox.act(body)
  } catch (error) {
    throw error instanceof MailboxActError ? new ActError(error.message) : error
  }
}

/** Buttons of the page. */
function fromPage(options: SandboxControl, body: Json, call: Call): Answer {
  const doing = stringOf(body['do'])
  if (doing === 'advance') options.clock.advance(Number(body['days']) * 86_400_000)
  else if (doing === 'fault')
    addFault(options, {
      system: body['system'],
      kind: body['kind'],
      times: Number(body['times']) || 1,
      delayMs: 10_000,
    })
  else if (doing === 'clear-faults') options.faults.clear()
  return { status: 303, headers: { location: call.headers.referer ?? '/_sandbox' }, text: '' }
}
