/** A lease is renewed every 10 s and taken over after 30 s of silence (docs/reference/promises.md#processes). */
export const leaseMs = 30_000

export const renewMs = 10_000
