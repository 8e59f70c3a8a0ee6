import type { Page } from 'playwright-core'

/** Widths of desks, small windows, tablets, a window of 1366 px at 200 % zoom, and phones. */
export const widths = [1440, 1366, 1024, 768, 683, 390, 320] as const

/**
 * What of a page cannot be seen at this width: the page is wider than the window, or something in it reaches past a box
 * that hides the rest. What scrolls inside a region of its own must be named and reached by keyboard.
 */
export async function cutAt(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: width > 1366 ? 900 : 700 })
  return page.evaluate(() => {
    const faults: string[] = []
    // What is folded is unfolded, as its reader does it.
    for (const folded of document.querySelectorAll<HTMLDetailsElement>('main details')) folded.open = true
    const { documentElement: root } = document
    const over = root.scrollWidth - root.clientWidth
    if (over > 0) faults.push(`the page is ${over} px too wide`)
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} ${(element.textContent ?? '').trim().slice(0, 40)}`
    for (const element of document.querySelectorAll(
      'main table, main .btn, main input, main select, main h1, main h2, main pre',
    )) {
      const box = element.getBoundingClientRect()
      if (box.width <= 1 || box.height <= 1) continue
      for (let frame = element.parentElement; frame !== null && frame !== root; frame = frame.parentElement) {
        const { overflowX } = getComputedStyle(frame)
        if (overflowX === 'visible') continue
        const past = Math.round(box.right - frame.getBoundingClientRect().right)
        if (overflowX === 'auto' || overflowX === 'scroll') {
          if (past > 1 && (frame as HTMLElement).tabIndex < 0)
            faults.push(`${nameOf(frame)} scrolls without a keyboard`)
          break
        }
        if (past > 1) {
          faults.push(`${nameOf(element)} is cut by ${past} px`)
          break
        }
      }
    }
    return faults
  })
}
