import { channels } from '../../../domain/app/channel.ts'
import type { Texts } from '../../locales/texts.ts'

interface Seen {
  channel: string
  level: 'enforced' | 'marked'
  value: string
}

/**
 * What a system was seen to hold, once for each value: what it blocks, in words, and the value as the system shows it.
 * `named` gives the words of a cell such as `email` or `email:newsletter`.
 */
export function seenWords(
  seen: readonly Seen[],
  { receipt, common }: Pick<Texts, 'receipt' | 'common'>,
  named: (cell: string) => string,
): { words: string; value: string }[] {
  return [...Map.groupBy(seen, ({ level, value }) => `${level} ${value}`).values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const cells = [...new Set(same.map(({ channel }) => channel))]
    const isAll = channels.every((channel) => cells.includes(channel))
    const rest = cells.filter((cell) => !isAll || !(channels as readonly string[]).includes(cell))
    const words = [...(isAll ? [common.everyChannel] : []), ...rest.map((cell) => named(cell))].join(', ')
    return [{ words: receipt.seenAs[first.level](words), value: first.value }]
  })
}
