/** 95 % of the normal distribution lie within so many standard deviations. */
const z = 1.96

/**
 * A share with the interval in which it lies with 95 % certainty (Wilson's interval, which also holds for few rows).
 *
 * @returns {{ part: number, of: number, share: number | null, from: number, to: number }} shares 0 to 1; null = of none
 */
export function shareOf(part, of) {
  if (of === 0) return { part, of, share: null, from: 0, to: 1 }
  const share = part / of
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  return { part, of, share, from: Math.max(0, middle - half), to: Math.min(1, middle + half) }
}

const percent = (share) => `${(share * 100).toFixed(1)} %`

/** "3 of 120: 2.5 % (0.9 to 7.1)". */
export const shareText = ({ part, of, share, from, to }) =>
  share === null
    ? 'none'
    : `${part} of ${of}: ${percent(share)} (${(from * 100).toFixed(1)} to ${(to * 100).toFixed(1)})`
