/** Contrast of a colour `#rrggbb` against white, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrastOnWhite(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

/** The colour mixed with white (`share` of it kept) or, below zero, with black. */
export function mix(colour: string, share: number): string {
  const target = share < 0 ? 0 : 255
  const kept = share < 0 ? 1 + share : share
  return `#${[1, 3, 5]
    .map((at) =>
      Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * kept + target * (1 - kept))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
