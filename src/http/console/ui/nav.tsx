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
  | 'links'
  | 'settings'
  | 'users'

interface Entry {
  key: NavEntry
  href: string
  icon: IconName
  roles: readonly Role[]
}

const groups: readonly (readonly ['work' | 'basis' | 'proof' | 'system', readonly Entry[]])[] = [
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
      { key: 'links', href: '/links', icon: 'mail', roles: may.configure },
      { key: 'settings', href: '/settings', icon: 'settings', roles: may.configure },
      { key: 'users', href: '/users', icon: 'key', roles: may.connect },
    ],
  ],
]

/** The left bar. Entries a role may not open are absent. */
export function Nav({ view, open }: { view: View; open: NavEntry | null }) {
  const { t } = view
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
              return (
                <div class="nav-group">
                  <p id={`nav-${group}`}>{t.common.nav[group]}</p>
                  <ul aria-labelledby={`nav-${group}`}>
                    {visible.map((entry) => (
                      <li>
                        <a href={entry.href} aria-current={entry.key === open ? 'page' : undefined}>
                          <Icon name={entry.icon} />
                          <span>{t.common.nav[entry.key]}</span>
                          <Badge view={view} entry={entry.key} />
                        </a>
                      </li>
                    ))}
                  </ul>
                </div>
              )
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

function Badge({ view, entry }: { view: View; entry: NavEntry }) {
  const { frame, t, f } = view
  const broken = entry === 'objections' ? frame.brokenObjections : entry === 'connections' ? frame.brokenConnections : 0
  const waiting = entry === 'removals' ? frame.waitingPlans : entry === 'reviews' ? frame.waitingReviews : 0
  if (broken > 0)
    return (
      <span class="badge broken">
        <span aria-hidden="true">{f.number(broken)}</span>
        <span class="sr-only">{t.common.nav.broken(broken)}</span>
      </span>
    )
  if (waiting > 0)
    return (
      <span class="badge wait">
        <span aria-hidden="true">{f.number(waiting)}</span>
        <span class="sr-only">{t.common.nav.waiting(waiting)}</span>
      </span>
    )
  return null
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
