import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openCommandLine, type CommandLine } from '../../support/command-line.ts'

let line: CommandLine
let file = ''
beforeAll(async () => {
  line = await openCommandLine()
  file = join(line.folder, 'a.lbb')
})
afterAll(() => line.close())

it('writes a sealed file for its user alone, once, and proves that it is whole', async () => {
  expect(await line.run(['backup', file, '--json'])).toMatchObject({ code: 0 })
  expect([statSync(file).mode & 0o777, readFileSync(file).includes('lbk1_')]).toEqual([0o600, false])
  expect(await line.run(['backup', file])).toMatchObject({
    code: 2,
    stderr: `${file} is there already: name a file that is not.\n`,
  })
  expect(JSON.parse((await line.run(['restore', file, '--verify', '--json'])).stdout)).toMatchObject({
    ok: true,
    tables: expect.any(Number) as number,
  })
})

it('says what is wrong with a file or a command by its exit code', async () => {
  const changed = Buffer.from(readFileSync(file))
  changed[changed.length - 50] = (changed[changed.length - 50] ?? 0) ^ 1
  writeFileSync(join(line.folder, 'changed.lbb'), changed)
  expect(await line.run(['restore', join(line.folder, 'changed.lbb'), '--verify'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('was changed after it was written') as string,
  })
  expect(await line.run(['restore', join(line.folder, 'none.lbb')])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('none.lbb') as string,
  })
  expect(await line.run(['restore', file])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--without-journal') as string,
  })
  expect(await line.run(['restore'])).toMatchObject({ code: 2, stderr: 'Name one file.\n' })
  await line.pool.query('select 1')
  expect(await line.run(['restore', file, '--without-journal'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Another program uses this database') as string,
  })
})
