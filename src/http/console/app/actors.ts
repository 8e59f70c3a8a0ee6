import type { View } from './view.ts'

/** `id 42, CRM_UI` of `CRM_UI userId:42`: what a vendor's event says of who changed a record. */
export function vendorActorName(by: string): string {
  const [, screen, id] = /^(\S+) userId:(\S+)$/u.exec(by) ?? []
  return id === undefined ? by : `id ${id}, ${screen}`
}

/** Who acted, in words; people are named by their address. */
export function actorName(view: View, actor: string): string {
  const { actors, apiKey } = view.t.audit
  const key = /^api key (\S+)$/u.exec(actor)?.[1]
  return key === undefined ? (actors[actor] ?? view.app.connectors.get(actor)?.label ?? actor) : apiKey(key)
}
