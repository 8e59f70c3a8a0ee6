import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeFolder } from './make-folder.ts'

describe('a folder of ours', () => {
  const inside = mkdtempSync(join(tmpdir(), 'lawbase-folder-'))
  writeFileSync(join(inside, 'file'), '')
  afterAll(() => rmSync(inside, { recursive: true, force: true }))

  it('is made with those above it, and again without harm', () => {
    const path = join(inside, 'a', 'b', 'c')
    makeFolder(path, 'LAWBASE_HOME')
    makeFolder(path, 'LAWBASE_HOME')
    expect(existsSync(path)).toBe(true)
  })

  it.each([
    ['/proc/none/home', 'ENOENT'],
    ['/dev/null/home', 'ENOTDIR'],
    [join(inside, 'file'), 'ENOTDIR'],
    [join(inside, 'file', 'home'), 'ENOTDIR'],
  ])('is refused with a sentence at %s', (path, code) => {
    expect(() => makeFolder(path, 'LAWBASE_HOME')).toThrow(
      new RegExp(
        `^LAWBASE_HOME: nothing can be kept in ${path} \\((?:${code})\\)\\. Name a folder that this user may write to\\.$`,
        'u',
      ),
    )
  })
})
