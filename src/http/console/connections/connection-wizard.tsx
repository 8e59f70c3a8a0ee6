import { Icon } from '../../ui/icon.tsx'
import type { ConnectionFacts } from './connection-facts.ts'
import type { View } from '../app/view.ts'

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
  if (at === -1) return null
  return (
    <ol class="wizard" aria-label={w.label}>
      {steps.map((step, index) => (
        <li
          class={step.done ? 'done' : index === at ? 'now' : 'later'}
          aria-current={index === at ? 'step' : undefined}
        >
          <span class="wizard-mark" aria-hidden="true">
            {step.done ? <Icon name="check" size={14} /> : null}
          </span>
          <span>{step.name}</span>
          <span class="sr-only">, {step.done ? w.done : index === at ? w.now : w.later}</span>
        </li>
      ))}
    </ol>
  )
}
