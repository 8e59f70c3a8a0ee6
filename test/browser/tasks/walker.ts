import { expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'

/** What a thing is to whoever reads the page by program; a summary, which folds and unfolds, has no role of its own. */
type Role = Parameters<Page['getByRole']>[0] | 'summary'

/** What a task took: clicks of the mouse (taps of a finger) or keys pressed; texts typed are counted as one each. */
export interface Counts {
  clicks?: number
  keys?: number
  texts: number
}

/**
 * Someone who does a task with the mouse or with the keyboard alone: each act is counted, and what cannot be reached
 * fails.
 */
export interface Walker {
  page: Page
  how: 'mouse' | 'keyboard'
  counts(): Counts
  /** A link, button or summary; by its role and name, within `within` where the name is not the only one. */
  press(role: Role, name: string | RegExp, within?: Locator): Promise<void>
  /** Types into a field, over what stands in it; with `enter`, and sends it. */
  type(name: string, text: string, more?: { enter: boolean }): Promise<void>
  /** A radio or checkbox. */
  pick(role: 'radio' | 'checkbox', name: string | RegExp, within?: Locator): Promise<void>
  /** An answer of a drop-down list. */
  choose(name: string, option: string): Promise<void>
  /** A file of this machine. */
  file(name: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>
  /** Single keys where there are any, else what the mouse does instead. */
  keysOr(keys: readonly string[], mouse: () => Promise<void>): Promise<void>
  /** Sends the form that the focus is in, or presses its button. */
  send(name: string | RegExp): Promise<void>
  /** The page with this heading is there. */
  see(title: string | RegExp): Promise<void>
}

const maxTabs = 45

/** The browser asks us which file, from now on: asked only when one is wanted, it may be too late. */
const chooseFiles = (page: Page) => page.on('filechooser', () => undefined)

/** By mouse, or by finger where `touch`. */
export function byMouse(page: Page, { touch = false } = {}): Walker {
  let [clicks, texts] = [0, 0]
  chooseFiles(page)
  const click = async (target: Locator) => {
    const { x, y } = await pointOf(page, target)
    clicks += 1
    if (touch) return page.touchscreen.tap(x, y)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.up()
  }
  const press: Walker['press'] = (role, name, within) => click(found(page, role, name, within))
  return {
    page,
    how: 'mouse',
    counts: () => ({ clicks, texts }),
    press,
    type: async (name, text, more) => {
      const field = labelled(page, name)
      // Most open with the cursor in the first field: nothing has to be clicked there.
      if (!(await hasFocus(field))) await click(field)
      await page.keyboard.press('Control+a')
      await page.keyboard.insertText(text)
      texts += 1
      // Whoever types has a hand on the keyboard anyway.
      if (more?.enter === true) await page.keyboard.press('Enter')
    },
    pick: (role, name, within) => click(found(page, role, name, within)),
    choose: async (name, option) => {
      const list = labelled(page, name)
      await click(list)
      // The open list belongs to the browser, not to the page.
      clicks += 1
      await page.keyboard.press('Escape')
      await list.selectOption({ label: option })
    },
    file: async (name, file) => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), click(labelled(page, name))])
      await chooser.setFiles(file)
    },
    keysOr: (_keys, mouse) => mouse(),
    send: (name) => press('button', name),
    see: (title) => seen(page, title),
  }
}

export function byKeyboard(page: Page): Walker {
  let [keys, texts] = [0, 0]
  chooseFiles(page)
  const press = async (key: string) => {
    keys += 1
    await page.keyboard.press(key)
  }
  const tabTo = (target: Locator) => reach(page, target, press)
  return {
    page,
    how: 'keyboard',
    counts: () => ({ keys, texts }),
    press: async (role, name, within) => {
      await tabTo(found(page, role, name, within))
      await press('Enter')
    },
    type: async (name, value, more) => {
      await tabTo(labelled(page, name))
      // Tab selects what stands in a line of text; what has the cursor already is empty.
      await page.keyboard.insertText(value)
      texts += 1
      if (more?.enter === true) await press('Enter')
    },
    pick: async (role, name, within) => {
      const target = found(page, role, name, within)
      if (role === 'checkbox') {
        await tabTo(target)
        return press('Space')
      }
      await tabTo(groupOf(page, await target.getAttribute('name')))
      await arrowTo(target, press)
    },
    choose: async (name, option) => {
      const list = labelled(page, name)
      await tabTo(list)
      const place = await list.evaluate((one: HTMLSelectElement, wanted) => {
        const at = [...one.options].findIndex(({ text: words }) => words === wanted)
        return at - one.selectedIndex
      }, option)
      for (let turn = 0; turn < Math.abs(place); turn += 1) await press(place > 0 ? 'ArrowDown' : 'ArrowUp')
      expect(await list.evaluate((one: HTMLSelectElement) => one.selectedOptions[0]?.text)).toBe(option)
    },
    file: async (name, file) => {
      await tabTo(labelled(page, name))
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press('Enter')])
      await chooser.setFiles(file)
    },
    keysOr: async (single) => {
      for (const key of single) await press(key)
    },
    send: () => press('Control+Enter'),
    see: (title) => seen(page, title),
  }
}

function found(page: Page, role: Role, name: string | RegExp, within?: Locator): Locator {
  const place = within ?? page.locator('body')
  return role === 'summary' ? place.locator('summary', { hasText: name }) : place.getByRole(role, { name, exact: true })
}
const labelled = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const hasFocus = (target: Locator) => target.evaluate((one) => one === document.activeElement)

async function seen(page: Page, title: string | RegExp): Promise<void> {
  const heading = page.getByRole('heading', { level: 1, name: title })
  await heading.waitFor().catch(async (error: unknown) => {
    const text = await page.locator('main').innerText()
    throw new Error(`Not “${String(title)}” but ${page.url()}: ${text.slice(0, 2000)}`, { cause: error })
  })
  await page.waitForLoadState('load')
}

const groupOf = (page: Page, name: string | null) => page.locator(`input[type=radio][name="${name}"]`)

/** From the answer of a group that has the focus to the one that is wanted. */
async function arrowTo(answer: Locator, press: (key: string) => Promise<void>): Promise<void> {
  for (let turn = 0; !(await hasFocus(answer)); turn += 1) {
    if (turn === maxTabs) throw new Error(`Arrows do not reach ${String(answer)}`)
    await press('ArrowDown')
  }
  if (!(await answer.isChecked())) await press('Space')
}

/** Presses Tab until the target has the focus, by the skip link where the page offers it; each stop must be seen. */
async function reach(page: Page, target: Locator, press: (key: string) => Promise<void>): Promise<void> {
  await target.first().waitFor()
  const passed: string[] = []
  for (let turn = 0; turn <= maxTabs; turn += 1) {
    const targets = await target.all()
    for (const one of targets) if (await hasFocus(one)) return
    await press('Tab')
    const stop = await page.evaluate(stopNow)
    passed.push(stop.name)
    if (stop.fault !== null) throw new Error(`${page.url()}: “${stop.name}” ${stop.fault} when it has the focus`)
    if (stop.isSkip && (await target.first().evaluate((one) => one.closest('main') !== null))) await press('Enter')
  }
  throw new Error(`${page.url()}: ${maxTabs} times Tab do not reach ${String(target)}: ${passed.join(' · ')}`)
}

/** In the page: what has the focus, and whether it can be seen. */
function stopNow(): { name: string; isSkip: boolean; fault: string | null } {
  const one = document.activeElement
  if (one === null || one === document.body) return { name: '(page)', isSkip: false, fault: null }
  const words = one.getAttribute('aria-label') ?? one.textContent?.trim() ?? ''
  const name = (words === '' ? (one.id === '' ? one.tagName : one.id) : words).slice(0, 40)
  const around = [one, ...(one instanceof HTMLInputElement ? (one.labels ?? []) : []), one.parentElement].filter(
    (each) => each !== null,
  )
  const isRinged = around.some((each) => {
    const style = getComputedStyle(each)
    return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0
  })
  const isInSight = around.some((each) => {
    const [box] = each.getClientRects()
    if (box === undefined) return false
    const places = [0.1, 0.5, 0.9].map((share) => [box.left + box.width * share, box.top + box.height / 2] as const)
    return places.some(([x, y]) => {
      const hit = document.elementFromPoint(x, y)
      return hit !== null && (each.contains(hit) || hit.contains(one))
    })
  })
  return {
    name,
    isSkip: one.matches('a.skip[href="#main"]'),
    fault: !isRinged ? 'shows no outline' : isInSight ? null : 'is hidden or covered',
  }
}

/** The middle of an element, after the wheel brought it into sight; fails where something else lies on it. */
async function pointOf(page: Page, target: Locator): Promise<{ x: number; y: number }> {
  await target.waitFor()
  const look = () => target.evaluate(middleOf)
  let at = await look()
  if (at.isOut) {
    await page.mouse.move(innerMiddle(page), 400)
    await page.mouse.wheel(0, Math.round(at.away))
    await expect
      .poll(async () => {
        const before = at
        at = await look()
        return !at.isOut && at.y === before.y
      })
      .toBe(true)
      .catch((error: unknown) => {
        throw new Error(`${page.url()}: ${String(target)} cannot be brought into sight: ${JSON.stringify(at)}`, {
          cause: error,
        })
      })
  }
  if (at.covers !== null) throw new Error(`${page.url()}: ${String(target)} lies under ${at.covers}`)
  return at
}

const innerMiddle = (page: Page): number => (page.viewportSize()?.width ?? 0) / 2

/** In the page: where the middle of an element is, and what lies on it. */
function middleOf(one: Element): { x: number; y: number; isOut: boolean; away: number; covers: string | null } {
  const isHidden = one instanceof HTMLInputElement && ['radio', 'checkbox'].includes(one.type)
  const place = isHidden ? (one.labels?.[0] ?? one) : one
  const box = place.getClientRects()[0] ?? place.getBoundingClientRect()
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
  const hit = document.elementFromPoint(x, y)
  const isHit = hit !== null && (place.contains(hit) || hit === one)
  return {
    x,
    y,
    // Under a bar that stays in place, an element is as much out of sight as below the edge.
    isOut: y < 0 || y > innerHeight || (!isHit && (y < 80 || y > innerHeight - 140)),
    away: y - innerHeight / 2,
    covers: isHit ? null : (hit?.outerHTML.slice(0, 80) ?? 'nothing'),
  }
}
