import { Icon } from '../../ui/icon.tsx'
import type { View } from './view.ts'

/** Says, where links for others are made, that they lead to this machine; nothing once the console has an address. */
export function OnThisMachineOnly({ view, text }: { view: View; text: string }) {
  if (view.app.isConsoleNamed) return null
  return (
    <div class="notice wait">
      <Icon name="info-circle" />
      <p>{text}</p>
    </div>
  )
}
