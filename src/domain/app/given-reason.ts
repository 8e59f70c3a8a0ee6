const [shortest, longest] = [10, 500]

/** A reason as it is kept, cut where it is too long; null = too short to tell anybody anything later. */
export function givenReason(text: string): string | null {
  const reason = text.trim().slice(0, longest)
  return reason.length < shortest ? null : reason
}
