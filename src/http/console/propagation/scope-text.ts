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

/** Name of a declared kind in the reader's language; the id of one that is no longer declared. */
export function kindName(view: View, id: string): string {
  return view.settings.kinds.find((kind) => kind.id === id)?.name[view.language] ?? id
}
