import type { Channel } from '../app/channel.ts'
import { everyKind, scopeKey, type MessageKind, type Scope } from '../app/kind.ts'

/** Channels that one row of the preference page stands for: a person knows calls, not who or what dials. */
function rowChannels(channel: Channel): readonly Channel[] {
  return channel === 'phone' ? ['phone', 'robocall'] : [channel]
}

/** One yes or no of the preference page. */
export interface Row {
  /** Name of the form field. */
  name: string
  channel: Channel
  kind: string
  cells: readonly Scope[]
  stopped: boolean
}

/** The rows of the page as things stand: a channel, then its kinds; a stopped channel stops its kinds. */
export function rowsOf(
  channelList: readonly Channel[],
  kinds: readonly MessageKind[],
  stands: { has(key: string): boolean },
): Row[] {
  return channelList.flatMap((channel): Row[] => {
    const channels = rowChannels(channel)
    const whole = channels.every((each) => stands.has(each))
    return ['', ...kinds.filter((kind) => kind.channels.includes(channel)).map((kind) => kind.id)].map((kind): Row => {
      const cells = channels.map((each) => ({ channel: each, kind }))
      return {
        name: kind === everyKind ? channel : `${channel}.${kind}`,
        channel,
        kind,
        cells,
        stopped: whole || (kind !== everyKind && cells.every((cell) => stands.has(scopeKey(cell)))),
      }
    })
  })
}

/** What a sent form asks for, against what stands. */
interface Choice {
  stop: Scope[]
  /** To be freed after the button of a mail: Suppressions that stand. */
  free: Scope[]
  /** Kinds that stay stopped when their channel is freed. */
  keep: Scope[]
}

/**
 * Compares the answers with what stands. A row without an answer stays as it is. "No" on a channel is the whole answer
 * for it; kinds count only where their channel goes on, and "no" wins over "yes" for each cell.
 */
export function choiceOf(
  rows: readonly Row[],
  answers: Readonly<Record<string, string | undefined>>,
  stands: { has(key: string): boolean },
): Choice {
  const choice: Choice = { stop: [], free: [], keep: [] }
  for (const row of rows.filter((each) => each.kind === everyKind)) {
    const answer = answers[row.name]
    const standing = row.cells.filter((cell) => stands.has(scopeKey(cell)))
    const opened = answer === 'yes' && standing.length > 0
    if (answer === 'no') choice.stop.push(...row.cells.filter((cell) => !standing.includes(cell)))
    if (opened) choice.free.push(...standing)
    if (answer === 'no' || (row.stopped && !opened)) continue
    for (const kind of rows.filter((each) => each.channel === row.channel && each.kind !== everyKind)) {
      const own = kind.cells.filter((cell) => stands.has(scopeKey(cell)))
      const open = kind.cells.filter((cell) => !own.includes(cell))
      if (answers[kind.name] === 'no') (opened ? choice.keep : choice.stop).push(...open)
      if (answers[kind.name] === 'yes') choice.free.push(...own)
    }
  }
  return choice
}

/**
 * Objections that say exactly these cells: channels of all kinds together, then kinds with the same channels together.
 */
export function groupScopes(scopes: readonly Scope[]): { channels: Channel[]; kinds: string[] }[] {
  const byKind = Map.groupBy(scopes, (scope) => scope.kind)
  const groups = new Map<string, { channels: Channel[]; kinds: string[] }>()
  for (const [kind, theirs] of byKind) {
    const channels = [...new Set(theirs.map((scope) => scope.channel))].toSorted()
    const key = kind === everyKind ? '' : channels.join()
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { channels, kinds: kind === everyKind ? [] : [kind] })
    else known.kinds.push(kind)
  }
  return [...groups.values()].toSorted((a, b) => Number(a.kinds.length > 0) - Number(b.kinds.length > 0))
}
