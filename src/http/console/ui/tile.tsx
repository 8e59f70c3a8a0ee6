import type { ComponentChildren } from 'preact'

/** A figure with its base and one line of context; the whole tile is one link where there are rows behind it. */
export function Tile({
  label,
  figure,
  unit,
  context,
  href,
  vague = false,
}: {
  label: string
  figure: string /** The figure is a word such as "unknown". */
  vague?: boolean
  unit?: string
  context: ComponentChildren
  href?: string | undefined
}) {
  const inside = (
    <>
      <span class="tile-label">{label}</span>
      <span class={vague ? 'tile-figure vague' : 'tile-figure'}>
        <strong>{figure}</strong>
        {unit === undefined ? null : (
          <>
            {' '}
            <span>{unit}</span>
          </>
        )}
      </span>
      <span class="tile-context">{context}</span>
    </>
  )
  return href === undefined ? (
    <div class="tile">{inside}</div>
  ) : (
    <a class="tile" href={href}>
      {inside}
    </a>
  )
}
