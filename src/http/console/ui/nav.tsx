import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'
import type { Role } from '../../../domain/accounts/roles.ts'
import { Csrf } from './form.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Logo } from './logo.tsx'

export type NavEntry =
  | 'today'
  | 'reviews'
  | 'contacts'
  | 'objections'
  | 'tasks'
  | 'removals'
  | 'runs'
  | 'sources'
  | 'offers'
  | 'notices'
  | 'consents'
  | 'brokers'
  | 'screening'
  | 'forms'
  | 'scorecard'
  | 'register'
  | 'audit'
  | 'connections'
  | 'health'
  | 'links'
  | 'settings'
  | 'users'

interface Entry {
  key: NavEntry
  href: string
  icon: IconName
  roles: readonly Role[]
}

type GroupName = 'work' | 'basis' | 'proof' | 'system'

const groups: readonly (readonly [GroupName, readonly Entry[]])[] = [
  [
    'work',
    [
      { key: 'today', href: '/', icon: 'home', roles: may.all },
      { key: 'reviews', href: '/reviews', icon: 'mailbox', roles: may.person },
      { key: 'contacts', href: '/contacts', icon: 'users', roles: may.all },
      { key: 'objections', href: '/objections', icon: 'hand-stop', roles: may.all },
      { key: 'tasks', href: '/broker-tasks', icon: 'building-store', roles: may.person },
      { key: 'removals', href: '/removals', icon: 'trash', roles: may.seePlans },
      { key: 'runs', href: '/runs', icon: 'list-check', roles: may.configure },
    ],
  ],
  [
    'basis',
    [
      { key: 'sources', href: '/sources', icon: 'address-book', roles: may.configure },
      { key: 'offers', href: '/offers', icon: 'speakerphone', roles: may.configure },
      { key: 'notices', href: '/notices', icon: 'info-circle', roles: may.judge },
      { key: 'consents', href: '/consents', icon: 'clipboard-check', roles: may.configure },
      { key: 'brokers', href: '/brokers', icon: 'certificate', roles: may.judge },
      { key: 'screening', href: '/screening', icon: 'shield-check', roles: may.person },
      { key: 'forms', href: '/forms', icon: 'forms', roles: may.configure },
    ],
  ],
  [
    'proof',
    [
      { key: 'scorecard', href: '/scorecard', icon: 'chart-bar', roles: may.all },
      { key: 'register', href: '/register', icon: 'notebook', roles: may.export },
      { key: 'audit', href: '/audit', icon: 'file-certificate', roles: may.export },
    ],
  ],
  [
    'system',
    [
      { key: 'connections', href: '/connections', icon: 'plug-connected', roles: may.configure },
      { key: 'health', href: '/health', icon: 'activity-heartbeat', roles: may.person },
      { key: 'links', href: '/links', icon: 'mail', roles: may.configure },
      { key: 'settings', href: '/settings', icon: 'settings', roles: may.configure },
      { key: 'users', href: '/users', icon: 'key', roles: may.connect },
    ],
  ],
]

/**
 * The left bar. Entries a role may not open are absent. One group stands open at a time, at first that of the open
 * page, so that Log out below them is in sight in a low window.
 */
export function Nav({ view, open }: { view: View; open: NavEntry | null }) {
  const { t } = view
  const openGroup = groups.find(([, entries]) => entries.some(({ key }) => key === open))?.[0] ?? 'work'
  return (
    <header class="bar">
      <div class="bar-inside">
        <a class="brand" href="/">
          <Logo />
          <span>
            <strong>{t.common.product}</strong>
            {view.settings.controller === null ? null : <small>{view.settings.controller.name}</small>}
          </span>
        </a>
        <details class="menu" data-menu open>
          <summary>
            <Icon name="menu-2" />
            {t.common.menu}
          </summary>
          <nav aria-label={t.common.nav.label}>
            {groups.map(([group, entries]) => {
              const visible = entries.filter((entry) => allowed(view.role, entry.roles))
              if (visible.length === 0) return null
              return <Group view={view} group={group} entries={visible} open={open} isOpen={group === openGroup} />
            })}
          </nav>
          <Account view={view} />
        </details>
      </div>
    </header>
  )
}

/** `m.admin@…` is MA, `dpo@…` is DP. */
function initialsOf(email: string): string {
  const words = (email.split('@')[0] ?? '').split(/[._-]+/u).filter((word) => word !== '')
  return (
    words.length > 1
      ? words
          .slice(0, 2)
          .map((word) => word.slice(0, 1))
          .join('')
      : (words[0] ?? '').slice(0, 2)
  ).toUpperCase()
}

/** A folded group shows what waits in it; browsers close the others of its name when one is opened. */
function Group({
  view,
  group,
  entries,
  open,
  isOpen,
}: {
  view: View
  group: GroupName
  entries: readonly Entry[]
  open: NavEntry | null
  isOpen: boolean
}) {
  const { t } = view
  const sum = entries
    .map(({ key }) => waitingAt(view, key))
    .reduce((all, one) => ({ broken: all.broken + one.broken, waiting: all.waiting + one.waiting }))
  return (
    <details class="nav-group" name="nav-group" data-group={group} open={isOpen}>
      <summary>
        <span id={`nav-${group}`}>{t.common.nav[group]}</span>
        <span class="folded">
          <Badges view={view} {...sum} />
        </span>
        <Icon name="chevron-down" size={16} />
      </summary>
      <ul aria-labelledby={`nav-${group}`}>
        {entries.map((entry) => {
          const { broken, waiting } = waitingAt(view, entry.key)
          return (
            <li>
              <a href={entry.href} aria-current={entry.key === open ? 'page' : undefined}>
                <Icon name={entry.icon} />
                <span>{t.common.nav[entry.key]}</span>
                <Badges view={view} broken={broken} waiting={broken > 0 ? 0 : waiting} />
              </a>
            </li>
          )
        })}
      </ul>
    </details>
  )
}

/** What an entry counts: promises that are broken, and what waits for somebody. */
function waitingAt({ frame }: View, entry: NavEntry): { broken: number; waiting: number } {
  return {
    broken: entry === 'objections' ? frame.brokenObjections : entry === 'connections' ? frame.brokenConnections : 0,
    waiting: entry === 'removals' ? frame.waitingPlans : entry === 'reviews' ? frame.waitingReviews : 0,
  }
}

function Badges({ view, broken, waiting }: { view: View; broken: number; waiting: number }) {
  const { t, f } = view
  return (
    <>
      {broken === 0 ? null : (
        <span class="badge broken">
          <span aria-hidden="true">{f.number(broken)}</span>
          <span class="sr-only">{t.common.nav.broken(broken)}</span>
        </span>
      )}
      {waiting === 0 ? null : (
        <span class="badge wait">
          <span aria-hidden="true">{f.number(waiting)}</span>
          <span class="sr-only">{t.common.nav.waiting(waiting)}</span>
        </span>
      )}
    </>
  )
}

function Account({ view }: { view: View }) {
  const { t, user } = view
  const other = view.language === 'fr' ? 'en' : 'fr'
  return (
    <div class="account">
      <span class="initials" aria-hidden="true">
        {initialsOf(user.email)}
      </span>
      <span class="who">
        <a class="email" href="/account" title={user.email}>
          {user.email}
        </a>
        <small>{t.common.roles[user.role]}</small>
      </span>
      <div class="account-acts">
        <form method="post" action="/language">
          <Csrf token={view.csrf} />
          <input type="hidden" name="language" value={other} />
          <input type="hidden" name="back" value={view.path} />
          <button type="submit" class="linkish" lang={other}>
            <Icon name="language" size={16} />
            {t.common.account.other}
          </button>
        </form>
        <form method="post" action="/logout">
          <Csrf token={view.csrf} />
          <button type="submit" class="linkish">
            <Icon name="logout" size={16} />
            {t.common.account.logout}
          </button>
        </form>
      </div>
    </div>
  )
}
