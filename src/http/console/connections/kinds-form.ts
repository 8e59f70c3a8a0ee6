import { channels } from '../../../domain/app/channel.ts'
import type { MessageKind } from '../../../domain/app/kind.ts'
import type { KindSystem } from '../../../operations/mailbox/message-kinds.ts'
import { maxKinds, targetField } from './kinds-page.tsx'
import type { Visit } from '../app/route.ts'
import type { View } from '../app/view.ts'

/** A block of the form and the kind in it; a block without an id is no kind. */
interface GivenKind {
  index: number
  kind: MessageKind
}

/** Kinds as typed; the schema judges them. Mappings of systems that are not on the form are dropped with them. */
export function kindsFrom(visit: Visit, systems: readonly KindSystem[]): GivenKind[] {
  const text = (name: string) => (visit.form[name] ?? '').trim()
  return Array.from({ length: maxKinds }, (_, index) => index).flatMap((index): GivenKind[] => {
    const id = text(`id-${index}`)
    if (id === '') return []
    const targets = Object.fromEntries(
      systems.flatMap((system) => {
        const byChannel = system.spec.channels.flatMap((channel) => {
          const names = text(targetField(index, system.connectionId, channel))
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== '')
          return names.length === 0 ? [] : [[channel, names] as const]
        })
        return byChannel.length === 0 ? [] : [[system.connectionId, Object.fromEntries(byChannel)] as const]
      }),
    )
    return [
      {
        index,
        kind: {
          id,
          name: { fr: text(`fr-${index}`), en: text(`en-${index}`) },
          channels: channels.filter((channel) => visit.list(`channels-${index}`).includes(channel)),
          targets,
        },
      },
    ]
  })
}

/** Field and sentence for a path that the schema refuses, such as `kinds.1.name.fr`. */
export function kindsFault(view: View, path: string, given: readonly GivenKind[]): readonly [string, string] {
  const { errors: e } = view.t.links
  const [, place = '0', part = '', language = 'fr'] = path.split('.')
  const index = given[Number(place)]?.index ?? 0
  if (part === 'name') return [`${language}-${index}`, e.names]
  if (part === 'channels') return [`channels-${index}`, e.channels]
  if (part === 'targets') return [`targets-${index}`, e.targets]
  return [`id-${index}`, e.id]
}
