import { everyKind, parseScopeKey } from '../../../domain/app/kind.ts'
import type { View } from '../app/view.ts'
import type { ObjectionView } from '../../../store/objections/objections-view.ts'

/** What the person does not want any more: channels, and kinds where the company declared some. */
export function scopeText(view: View, objection: Pick<ObjectionView, 'channels' | 'kinds'>): string {
  const { channels, everyChannel } = view.t.common
  const stopped =
    objection.channels.length === Object.keys(channels).length
      ? everyChannel
      : objection.channels.map((channel) => channels[channel]).join(', ')
  return objection.kinds.length === 0
    ? stopped
    : `${stopped}${view.f.colon}${objection.kinds.map((id) => kindName(view, id)).join(', ')}`
}

/** One cell, such as `email` or `email:newsletter`. */
export function cellText(view: View, cell: string): string {
  const scope = parseScopeKey(cell)
  if (scope === null) return cell
  const { channel, kind } = scope
  return scopeText(view, { channels: [channel], kinds: kind === everyKind ? [] : [kind] })
}

/** Name of a declared kind in the reader's language; the id of one that is no longer declared. */
export function kindName(view: View, id: string): string {
  return view.settings.kinds.find((kind) => kind.id === id)?.name[view.language] ?? id
}
