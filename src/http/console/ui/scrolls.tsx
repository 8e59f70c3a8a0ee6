import type { ComponentChildren } from 'preact'

/** A wide table or drawing that scrolls inside a region of its own, which is named and reached by keyboard. */
export function Scrolls({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="scrolls" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
