import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../scripts/node24.mjs'

/** Answers of `lawbase COMMAND --json` to questions, one each, in their order. */
export function answersTo(command, questions) {
  const input = questions.map((question) => JSON.stringify(question)).join('\n')
  const options = { input, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, stdio: ['pipe', 'pipe', 'ignore'] }
  try {
    return linesOf(execFileSync(process.execPath, [join(root, 'dist/src/main.js'), command, '--json'], options))
  } catch (error) {
    // Exit code 1: some lines could not be read; their answers say why.
    if (error.status === 1) return linesOf(error.stdout)
    throw error
  }
}

const linesOf = (text) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
