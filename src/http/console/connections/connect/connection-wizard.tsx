import type { Connector } from '../../../../connector/contract.ts'
import { Icon } from '../../../ui/icon.tsx'
import type { ConnectionFacts } from '../facts/connection-facts.ts'
import type { View } from '../../app/view.ts'

interface WizardStep {
  name: string
  done: boolean
  /** Where a step can be looked at again. */
  href?: string
}

/** Progress of the wizard; each finished step keeps its tick, the first open one is where we are. */
export function Wizard({ view, facts: { connection } }: { view: View; facts: ConnectionFacts }) {
  const w = view.t.connections.wizard
  const steps = [
    { name: w.register, done: true },
    { name: w.consent, done: true },
    { name: w.test, done: connection.checkedAt !== null },
    { name: w.tools, done: view.settings.otherTools !== null },
    { name: w.read, done: connection.fullPulledAt !== null },
    { name: w.rights, done: connection.granted.includes('suppress') },
  ]
  const at = steps.findIndex((step) => !step.done)
  return at === -1 ? null : <Bar view={view} steps={steps} at={at} />
}

/** The same on the pages before there is a Connection. `registered`: an app is, so that both pages can be seen. */
export function WizardStart({
  view,
  connector,
  at,
  registered,
}: {
  view: View
  connector: Connector
  at: 'register' | 'consent'
  registered: boolean
}) {
  const w = view.t.connections.wizard
  const base = `/connections/new/${connector.id}`
  const later = connector.kind === 'crm' ? [w.test, w.tools, w.read, w.rights] : [w.test]
  const steps: WizardStep[] = [
    { name: w.register, done: registered, ...(at === 'consent' ? { href: `${base}/app` } : {}) },
    { name: w.consent, done: false, ...(at === 'register' && registered ? { href: `${base}/consent` } : {}) },
    ...later.map((name) => ({ name, done: false })),
  ]
  return <Bar view={view} steps={steps} at={at === 'register' ? 0 : 1} />
}

function Bar({ view, steps, at }: { view: View; steps: readonly WizardStep[]; at: number }) {
  const w = view.t.connections.wizard
  return (
    <nav class="wizard-bar" aria-label={w.label}>
      <p class="wizard-count">{w.count(at + 1, steps.length)}</p>
      <ol class="wizard">
        {steps.map((step, index) => (
          <li
            class={index === at ? 'now' : step.done ? 'done' : 'later'}
            aria-current={index === at ? 'step' : undefined}
          >
            <span class="wizard-mark" aria-hidden="true">
              {step.done && index !== at ? <Icon name="check" size={14} /> : view.f.number(index + 1)}
            </span>
            {step.href === undefined ? <span>{step.name}</span> : <a href={step.href}>{step.name}</a>}
            <span class="sr-only">, {index === at ? w.now : step.done ? w.done : w.later}</span>
          </li>
        ))}
      </ol>
    </nav>
  )
}
