import type { ComponentChildren } from 'preact'

/** A moment for readers and, in UTC, for machines. */
export function Time({ at, children }: { at: Date; children: ComponentChildren }) {
  return <time datetime={at.toISOString()}>{children}</time>
}
