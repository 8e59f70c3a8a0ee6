import type { ComponentChildren } from 'preact'
import type { Written } from '../../../../connector/form.ts'
import type { Verb } from '../../../../store/connections/connections.ts'
import { PostButton } from '../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Pill } from '../../ui/pill.tsx'
import type { ConnectionFacts } from '../facts/connection-facts.ts'
import { vendorText } from '../../app/vendor-text.ts'
import type { View } from '../../app/view.ts'

export interface RightProps {
  view: View
  facts: ConnectionFacts
  admin: boolean
}

/** An exact name, or what is written in words. */
export function Name({ view, name }: { view: View; name: Written }) {
  return typeof name === 'string' ? <code lang="en">{name}</code> : <>{vendorText(view, name)}</>
}

/** What is written, name by name; a long list is folded. */
export function Fields({ view, names, none }: { view: View; names: readonly Written[]; none: string }) {
  if (names.length === 0) return <>{none}</>
  const worded = names.some((one) => typeof one !== 'string')
  const between = worded ? (view.language === 'fr' ? '\u00a0; ' : '; ') : ', '
  const list = names.map((name, index) => (
    <>
      {index === 0 ? '' : between}
      <Name view={view} name={name} />
    </>
  ))
  if (names.length <= 3) return <>{list}</>
  return (
    <details>
      <summary>
        <Name view={view} name={names[0] ?? ''} /> + {view.f.number(names.length - 1)}
      </summary>
      {list}
    </details>
  )
}

/** One right: what it writes, and the button that grants or revokes it. */
export function Right({
  view,
  facts,
  admin,
  number,
  verb,
  name,
  more,
  pill = null,
  revokeMore,
  reason,
  side = null,
  children,
}: RightProps & {
  number: number
  verb: Verb
  name: string
  more: string
  pill?: ComponentChildren
  revokeMore: string
  /** Why it cannot be granted yet. */
  reason: string | null
  side?: ComponentChildren
  children: ComponentChildren
}) {
  const { t } = view
  const r = t.connections.rights
  const { connection } = facts
  const granted = connection.granted.includes(verb)
  const order: readonly Verb[] = ['suppress', 'tag', 'remove']
  const next = order.find((candidate) => !connection.granted.includes(candidate))
  const primary = next === verb && connection.state !== 'needs-reauthorisation'
  const id = `grant-${verb}-reason`
  return (
    <div class={side === null ? 'right' : 'right with-side'}>
      <div>
        <h3>
          <span
            class={granted ? 'right-number done' : primary ? 'right-number now' : 'right-number'}
            aria-hidden="true"
          >
            {granted ? <Icon name="check" size={15} /> : number}
          </span>
          {name}
          {granted ? <Pill tone="done">{r.granted}</Pill> : pill}
        </h3>
        <p>{more}</p>
        {children}
        <div class="right-acts">
          {!admin ? (
            <p class="hint">{r.admin}</p>
          ) : granted ? (
            <>
              <PostButton
                view={view}
                action={`/connections/${connection.id}/revoke`}
                fields={{ verb }}
                label={`${r.revoke}${view.f.colon}${name}`}
              >
                {r.revoke}
              </PostButton>
              <span class="hint">{revokeMore}</span>
            </>
          ) : reason !== null ? (
            <>
              <button type="button" class="btn" disabled aria-describedby={id}>
                {r.grant(t.common.verbs[verb])}
              </button>
              <span class="hint" id={id}>
                {reason}
              </span>
            </>
          ) : (
            <PostButton
              view={view}
              action={`/connections/${connection.id}/grant`}
              fields={{ verb }}
              kind={primary ? 'primary' : 'plain'}
            >
              <Icon name="check" />
              {r.grant(t.common.verbs[verb])}
            </PostButton>
          )}
        </div>
      </div>
      {side === null ? null : <div class="right-side">{side}</div>}
    </div>
  )
}
