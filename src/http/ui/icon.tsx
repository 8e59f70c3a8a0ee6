import { iconPaths } from './tables/icon-paths.ts'

export type IconName = keyof typeof iconPaths

/** An outline beside its word; never the only carrier of a fact. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {iconPaths[name].map((path) => (
        <path d={path} />
      ))}
    </svg>
  )
}
