import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../../ui/icon.tsx'

/** What a colour means. */
export type Tone = 'done' | 'accepted' | 'moving' | 'wait' | 'broken' | 'quiet'

const icons: Readonly<Record<Tone, IconName>> = {
  done: 'circle-check',
  accepted: 'circle-half-2',
  moving: 'arrow-narrow-right',
  wait: 'clock-hour-4',
  broken: 'alert-triangle',
  quiet: 'circle-dashed',
}

/** A state: icon and word, never colour alone. */
export function Pill({ tone, icon, children }: { tone: Tone; icon?: IconName; children: ComponentChildren }) {
  return (
    <span class={`pill ${tone}`}>
      <Icon name={icon ?? icons[tone]} size={14} />
      {children}
    </span>
  )
}

/** Round mark before a row of a list. */
export function Mark({ tone, icon }: { tone: Tone; icon?: IconName }) {
  return (
    <span class={`mark ${tone}`} aria-hidden="true">
      <Icon name={icon ?? icons[tone]} size={16} />
    </span>
  )
}

/** Two letters for a connected system, so that rows are found at a glance. */
export function SystemMark({ label }: { label: string }) {
  const capitals = label.replace(/[^\p{Lu}]/gu, '')
  const letters = capitals.length >= 2 ? capitals.slice(0, 2) : label.slice(0, 2)
  const tint = Array.from(label).reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % 5
  return (
    <span class={`sys tint${tint}`} aria-hidden="true">
      {letters}
    </span>
  )
}
