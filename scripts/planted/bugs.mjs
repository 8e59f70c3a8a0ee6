// Faults that the random histories of removals must find: one for each rule of who stays, and of who does not come
// back.

/**
 * `rule`: what the fault breaks, in words; `find` stands once in `file`, and `put` in its place is the fault.
 *
 * @type {readonly { rule: string, file: string, find: string, put: string }[]}
 */
export const bugs = [
  {
    rule: 'an open deal or case keeps its person',
    file: 'src/domain/removals/dependencies.ts',
    find: 'row.count > 0))',
    put: 'row.count > 99))',
  },
  {
    rule: 'what cannot be read of open deals and cases keeps everyone',
    file: 'src/domain/removals/dependencies.ts',
    find: "unread.length > 0 ? 'unknown' : null",
    put: 'unread.length > 99 ? "unknown" : null',
  },
  {
    rule: 'a refused deletion does not empty the record',
    file: 'src/operations/removals/remove-held.ts',
    find: "=> kind === 'erasure' || empties",
    put: "=> kind !== 'erasure' || empties",
  },
  {
    rule: 'a customer stays',
    file: 'src/store/removals/candidates.ts',
    find: "= 'customer'`],",
    put: "= 'nobody'`],",
  },
  {
    rule: 'whoever has a word that nobody judged stays',
    file: 'src/store/sql/relation-of.ts',
    find: "rel.gone_at is null and rel.relation_means in ('unjudged', 'hidden', 'unread'))`\n\n",
    put: "rel.gone_at is null and rel.relation_means in ('hidden', 'unread'))`\n\n",
  },
  {
    rule: 'the end of a relationship starts the term',
    file: 'src/domain/inactivity/clock.ts',
    find: 'ended !== null && (ended > active ||',
    put: 'ended === now && (ended > active ||',
  },
  {
    rule: 'a name at one company is maybe one person',
    file: 'src/store/removals/possible-duplicate.ts',
    find: "where ${domain('oi')} = ${domain('i')} and",
    put: 'where false and',
  },
  {
    rule: 'a mobile belongs to one person',
    file: 'src/store/removals/possible-duplicate.ts',
    find: 'count(distinct r.contact_id) > ${maxHolders}',
    put: 'count(distinct r.contact_id) > 0',
  },
  {
    rule: 'a field of the clock that is hidden makes nobody go',
    file: 'src/operations/decisions/blind-clock.ts',
    find: 'lost: lost.get(connection.id) ?? [],',
    put: 'lost: [],',
  },
  {
    rule: 'what shows again counts once everything was read anew',
    file: 'src/domain/inactivity/sight.ts',
    find: 'if (shown && unread.has(name))',
    put: 'if (shown && unread.has(use))',
  },
  {
    rule: 'each system is looked at anew before anyone is deleted',
    file: 'src/operations/removals/advance-plan.ts',
    find: '  await lookAtAll(app, signal, blindLookMs)\n',
    put: '',
  },
  {
    rule: 'what the person did counts from each system',
    file: 'src/operations/decisions/contact-clock.ts',
    find: 'const acts = actsOf(records, ownAct)\n  const obtainedOn',
    put: 'const acts = actsOf(records.slice(0, 1), ownAct)\n  const obtainedOn',
  },
  {
    rule: 'an opt-out that is still on its way keeps its person',
    file: 'src/store/sql/objection-on-its-way.ts',
    find: '`p.settled_at is null and (',
    put: '`p.settled_at > now() and (',
  },
  {
    rule: 'an opt-out keeps nobody once it is applied',
    file: 'src/store/sql/objection-on-its-way.ts',
    find: '`p.settled_at is null and (',
    put: "`(p.state = 'applied' or p.settled_at is null) and (p.state = 'applied' or ",
  },
  {
    rule: 'the memory of a removal quarantines who comes back',
    file: 'src/operations/decisions/load-known.ts',
    find: 'sources: removedAt === null ? sources : newSources',
    put: 'sources: removedAt === null || now ? sources : newSources',
  },
  {
    rule: 'a mapped value proves nothing of who comes back',
    file: 'src/operations/decisions/load-known.ts',
    find: "proof === 'answer' || proof === 'attestation')",
    put: "proof !== 'delivery')",
  },
  {
    rule: 'a mobile is remembered, too',
    file: 'src/store/removals/removal-memory.ts',
    find: ') known\n     where not exists',
    put: ") known where by not in ('mobile') and not exists",
  },
  {
    rule: 'a name with the domain of the company is remembered, too',
    file: 'src/operations/removals/remember-people.ts',
    find: '  await rememberRemovals(sql, known, removedAt)',
    put: '',
  },
]
