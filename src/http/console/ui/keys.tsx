import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'

/** What keys do: a single one at once, two one after the other. `href`: where they lead; null = to the search. */
function keysOf({ t, role }: View) {
  const k = t.keys
  const person = allowed(role, may.person)
  return [
    ...(person ? [{ keys: '/', what: k.search, href: null }] : []),
    ...(person ? [{ keys: 'O', what: t.byHand.open, href: '/objections/new' }] : []),
    { keys: 'G T', what: k.today, href: '/' },
    { keys: 'G C', what: t.contacts.tab, href: '/contacts' },
    ...(person ? [{ keys: 'G O', what: t.objections.tab, href: '/objections' }] : []),
    ...(allowed(role, may.seePlans) ? [{ keys: 'G R', what: k.removals, href: '/removals' }] : []),
  ]
}

/** The list of keys, opened by `?`; nothing for who switched them off. */
export function Keys({ view }: { view: View }) {
  if (!view.user.shortcuts) return null
  const k = view.t.keys
  return (
    <dialog id="keys" aria-labelledby="keys-title" data-keys>
      <h2 id="keys-title">{k.title}</h2>
      <dl class="keys">
        {keysOf(view).map(({ keys, what, href }) => (
          <>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd data-key={keys} data-href={href ?? undefined}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </>
        ))}
        <dt>
          <kbd>Ctrl</kbd> <kbd>Enter</kbd>
        </dt>
        <dd>{k.send}</dd>
        <dt>
          <kbd>?</kbd>
        </dt>
        <dd>{k.list}</dd>
        <dt>
          <kbd>Esc</kbd>
        </dt>
        <dd>{k.close}</dd>
      </dl>
      <form method="dialog" class="actions">
        <button class="btn">{k.closeIt}</button>
        <a href="/account#keys-card">{k.change}</a>
      </form>
    </dialog>
  )
}
