import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

const names = [
  'activity-heartbeat',
  'ad-2',
  'address-book',
  'alert-triangle',
  'arrow-narrow-right',
  'arrow-back-up',
  'ban',
  'building-store',
  'calendar-event',
  'certificate',
  'chart-bar',
  'check',
  'chevron-down',
  'circle-check',
  'circle-dashed',
  'circle-half-2',
  'clipboard-check',
  'clock-hour-4',
  'copy',
  'download',
  'eye',
  'file-certificate',
  'forms',
  'hand-stop',
  'history',
  'home',
  'help-circle',
  'info-circle',
  'key',
  'language',
  'list-check',
  'lock',
  'logout',
  'mail',
  'mailbox',
  'menu-2',
  'message',
  'moon-stars',
  'notebook',
  'phone',
  'player-play',
  'plug-connected',
  'plug-connected-x',
  'plus',
  'printer',
  'refresh',
  'robot',
  'search',
  'settings',
  'shield-check',
  'speakerphone',
  'social',
  'trash',
  'users',
  'x',
] as const
export type IconName = (typeof names)[number]

/** Outlines of every icon the pages use, read once at the start; a missing one stops the start. */
const shapes: ReadonlyMap<IconName, readonly string[]> = new Map(names.map((name) => [name, pathsOf(name)]))

function pathsOf(name: string): string[] {
  const folder = dirname(require.resolve('@tabler/icons/package.json'))
  const svg = readFileSync(join(folder, 'icons/outline', `${name}.svg`), 'utf8')
  return [...svg.matchAll(/<path\s+d="([^"]+)"/gu)].map(([, path = '']) => path)
}

/** An outline beside its word; never the only carrier of a fact. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {(shapes.get(name) ?? []).map((path) => (
        <path d={path} />
      ))}
    </svg>
  )
}
