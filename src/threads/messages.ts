/** What a thread hears: a work to begin, a wish for its next item, and answers to what it asked. */
export type ToThread =
  | { kind: 'begin'; work: string; input: unknown }
  | { kind: 'next' }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'refusal'; id: number; message: string }

/** What a thread says: one item, the end or a failure for each `next`, and questions to helpers in between. */
export type FromThread =
  | { kind: 'item'; item: unknown }
  | { kind: 'end' }
  | { kind: 'failed'; name: string; message: string; stack: string }
  | { kind: 'ask'; id: number; name: string; input: unknown }
