import type { View } from './view.ts'

/** Who acted, in words; people are named by their address. */
export function actorName(view: View, actor: string): string {
  const { actors, apiKey } = view.t.audit
  const key = /^api key (\S+)$/u.exec(actor)?.[1]
  return key === undefined ? (actors[actor] ?? view.app.connectors.get(actor)?.label ?? actor) : apiKey(key)
}
