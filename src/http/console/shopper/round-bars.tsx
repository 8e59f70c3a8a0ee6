const bar = { width: 8, gap: 4, height: 28 }

/**
 * One thin bar per round, oldest first; a round without an end is a full red one. The same figures stand in a table.
 */
export function RoundBars({
  values,
  top,
  label,
}: {
  values: readonly (number | null)[] /** The longest of all, which fills the height. */
  top: number
  label: string
}) {
  const width = values.length * (bar.width + bar.gap)
  return (
    <svg
      class="round-bars"
      width={width}
      height={bar.height}
      viewBox={`0 0 ${width} ${bar.height}`}
      role="img"
      aria-label={label}
    >
      {values.map((value, index) => {
        const height = value === null ? bar.height : Math.max(3, (bar.height * value) / top)
        return (
          <rect
            x={index * (bar.width + bar.gap)}
            y={bar.height - height}
            width={bar.width}
            height={height}
            rx="1.5"
            class={value === null ? 'bar-broken' : 'bar-brand'}
          />
        )
      })}
    </svg>
  )
}
