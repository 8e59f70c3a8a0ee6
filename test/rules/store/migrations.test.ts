import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { firstRelease, isLater, worksWithOf } from '../../../src/store/app/migrate.ts'

const root = join(import.meta.dirname, '../../..')
/** The last migration that says nothing: those after it are refused without a word of older programs. */
const lastSilent = '0193'

/** Releases by the headings of the changelog, the newest first. */
const releases = [...readFileSync(join(root, 'CHANGELOG.md'), 'utf8').matchAll(/^## (\d+\.\d+)\./gmu)].map(
  ([, release]) => release ?? '',
)

/** What an older program may trip over: it reads or writes what is no longer there, or leaves out what is now asked. */
const contracts: readonly [string, RegExp][] = [
  [
    'drops',
    /\bdrop (?:table|column|function|view|type|constraint)\b|\balter table [^;]*\bdrop (?!not null|default|constraint)\w/iu,
  ],
  ['renames', /\brename\b/iu],
  ['asks a value of a column', /\bset not null\b/iu],
  ['changes the type of a column', /\balter (?:column )?\w+ (?:set data )?type\b/iu],
  [
    'adds a column that must have a value',
    /\badd column(?: if not exists)? \w+ (?![^,;]*\b(?:default|generated)\b)[^,;]*\bnot null\b/iu,
  ],
]

/** What is wrong with a migration of the newest of `known` releases; empty = nothing. */
function faultsOf(name: string, text: string, known: readonly string[]): string[] {
  const said = worksWithOf(name, text)
  const [, before = firstRelease] = known
  if (said === null)
    return [`${name}: its first line says the oldest release that works with it: -- works with: ${before}`]
  if (isLater(said, before)) return [`${name}: release ${before} must work beside this one, and it says ${said}`]
  // Comments say drop and rename, too.
  const sql = text.replaceAll(/--.*$/gmu, '')
  const found = contracts.filter(([, pattern]) => pattern.test(sql)).map(([what]) => what)
  if (found.length === 0 || isLater(said, firstRelease)) return []
  return [`${name} ${found.join(', ')}: say -- works with: the release before, once no program of it needs what goes`]
}

describe('migrations', () => {
  it('say with which programs they work, and take away nothing that the release before uses', () => {
    const files = readdirSync(join(root, 'migrations')).filter(
      (name) => name.endsWith('.sql') && name > `${lastSilent}_~`,
    )
    expect(
      files.flatMap((name) => faultsOf(name, readFileSync(join(root, 'migrations', name), 'utf8'), releases)),
    ).toEqual([])
  })

  it.each([
    ['alter table people drop column name;'],
    ['alter table people drop name;'],
    ['drop table people;'],
    ['alter table people rename column name to label;'],
    ['alter table people alter column name set not null;'],
    ['alter table people alter name type integer using 0;'],
    ['alter table people\n  add column a text,\n  add column name text not null;'],
  ])('that contract must say a later release: %s', (sql) => {
    expect(faultsOf('9001_x.sql', `-- works with: 0.1\n${sql}`, ['0.3', '0.2', '0.1'])).toHaveLength(1)
    expect(faultsOf('9001_x.sql', `-- works with: 0.2\n${sql}`, ['0.3', '0.2', '0.1'])).toEqual([])
    // The release before must work in any case.
    expect(faultsOf('9001_x.sql', `-- works with: 0.3\n${sql}`, ['0.3', '0.2', '0.1'])).toHaveLength(1)
    expect(faultsOf('9001_x.sql', sql, ['0.3', '0.2', '0.1'])).toHaveLength(1)
  })

  it.each([
    ['create table people (id uuid primary key, name text not null);'],
    ['alter table people add column age integer not null default 0, add column nick text;'],
    ['alter table people alter column name drop not null;'],
    ['-- What was dropped is not renamed: drop table people\ndrop index people_name;'],
  ])('that only add need not: %s', (sql) => {
    expect(faultsOf('9001_x.sql', `-- works with: 0.1\n${sql}`, ['0.1'])).toEqual([])
  })
})
