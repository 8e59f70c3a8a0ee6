/** A lease is renewed every 10 s and taken over after 30 s of silence (DESIGN 4, Processes). */
export const leaseMs = 30_000

export const renewMs = 10_000
