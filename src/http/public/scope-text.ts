import type { Channel } from '../../domain/app/channel.ts'
import { everyKind, type MessageKind, type Scope } from '../../domain/app/kind.ts'
import type { PersonView } from './person-frame.tsx'
import { fill, type TextKey } from './person-texts.ts'

/** What a person calls a channel; calls by people and by machines are one. */
export function channelName({ language }: PersonView, channel: Channel): string {
  const key = `channel.${channel === 'robocall' ? 'phone' : channel}` as TextKey
  return language.texts[key]
}

/** The admin names kinds in French and English; readers of other languages get the English name. */
export function personKindName({ language }: PersonView, kind: MessageKind): string {
  return language.code === 'fr' ? kind.name.fr : kind.name.en
}

/** Cells in words, each once: "Calls, Newsletter (E-mail)". */
export function scopesText(view: PersonView, scopes: readonly Scope[], kinds: readonly MessageKind[]): string {
  const names = scopes.map(({ channel, kind }) => {
    if (kind === everyKind) return channelName(view, channel)
    const known = kinds.find((each) => each.id === kind)
    return fill(view.language.texts.kind, {
      kind: known === undefined ? kind : personKindName(view, known),
      channel: channelName(view, channel),
    })
  })
  return [...new Set(names)].join(', ')
}
