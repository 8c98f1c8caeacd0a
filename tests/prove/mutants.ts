/** Mistakes that somebody could make in the path of a publish, each with the test that notices it. */

export interface Mutant {
  name: string
  /** Where it is made: one passage of one file in `src/`. */
  file: string
  from: string
  to: string
  /** A test that fails then: its file in `tests/`, and its name with those of the groups around it. */
  test: [file: string, name: string]
}

const FAULTS = 'ledger/faults.test.ts'
const NTH = 'prove/nth-call.test.ts'
const MODEL = 'prove/model.test.ts'
const CONDITIONS = 'routes/author-conditions.test.ts'
const MANY = 'ledger/concurrency.test.ts'
const down = 'when something fails KV down: uploads are taken and say they are not live'
const model = 'rows of changes'

export const mutants: Mutant[] = [
  {
    name: 'no transaction around a change',
    file: 'ledger/ledger.ts',
    from: 'return this.ctx.storage.transactionSync(change)',
    to: 'return change()',
    test: [NTH, 'create when a call to storage fails: before'],
  },
  {
    name: 'the shelf gets what was rendered first, not what the rows say now',
    file: 'ledger/drain.ts',
    from: 'const bytes = await compose(this.#around, row.key, row.ver)',
    to: `const memo = globalThis as unknown as { made?: Map<string, Uint8Array> }
      memo.made ??= new Map()
      const bytes = memo.made.get(row.key) ?? (await compose(this.#around, row.key, row.ver))
      memo.made.set(row.key, bytes)`,
    test: [MANY, 'many writers at once 50 edits of one post at once'],
  },
  {
    name: 'a list is read from KV, changed and written back',
    file: 'ledger/drain.ts',
    from: 'const bytes = await compose(this.#around, row.key, row.ver)',
    to: `let bytes = await compose(this.#around, row.key, row.ver)
      const old = row.rank === 1 ? await this.#around.kv.get<{ items: unknown[] }>(row.key, 'json') : null
      if (old) {
        const made = JSON.parse(new TextDecoder().decode(bytes))
        bytes = new TextEncoder().encode(JSON.stringify({ ...made, items: [...old.items, made.items.at(-1)] }))
      }`,
    test: [FAULTS, 'when something fails rebuild brings a wiped shelf back byte for byte'],
  },
  {
    name: 'no look whether a put is there',
    file: 'ledger/drain.ts',
    from: 'if (version !== row.ver) markStale(sql, row.key, row.ver, now)',
    to: 'if (version === -1) markStale(sql, row.key, row.ver, now)',
    test: [FAULTS, 'when something fails a put that KV acknowledged and lost'],
  },
  {
    name: 'a put that failed counts as done',
    file: 'ledger/drain.ts',
    from: 'else markFailed(sql, row, now)',
    to: 'else markPut(sql, row, { now, look: now + 60_000 })',
    test: [FAULTS, down],
  },
  {
    name: 'a put is noted before it is made',
    file: 'ledger/drain.ts',
    from: 'if (rows.length === 0) return\n    const outcomes',
    to: `if (rows.length === 0) return
    this.#outcomes = rows.map((row) => ({ row, error: null }))
    this.note()
    const outcomes`,
    test: [NTH, 'a publish whose object dies before it wrote the shelf'],
  },
  {
    name: 'the search index does not hear of a change',
    file: 'ledger/change.ts',
    from: 'if (visible(old) || visible(row)) markUnindexed(sql, row.slug)\n',
    to: '',
    test: [NTH, 'remove when a call to kv fails before'],
  },
  {
    name: 'a search does not wait for the index',
    file: 'ledger/ledger.ts',
    from: 'this.#background.catchUp()',
    to: '',
    test: ['ledger/afterwards.test.ts', 'a search finds a post whose publish was just answered'],
  },
  {
    name: 'a list goes on showing a post as it was',
    file: 'ledger/change.ts',
    from: 'saveItem(sql, row)\n  wantCard',
    to: 'wantCard',
    test: [FAULTS, 'when something fails KV down'],
  },
  {
    name: 'a put counts for what was written meanwhile',
    file: 'ledger/shelf-rows.ts',
    from: `SET put = ?, wrote = ?, tries = 0,
       due = CASE WHEN ver = ? THEN ? ELSE ? END,`,
    to: `SET put = max(ver, ?), wrote = ?, tries = 0,
       due = CASE WHEN ver = ? THEN ? ELSE ? + 600000 END,`,
    test: [FAULTS, 'when something fails an edit that comes while its post is being put'],
  },
  {
    name: 'the alarm is not set again after it rang',
    file: 'ledger/ledger.ts',
    from: `      this.#report(error)
    }
    await this.#arm()`,
    to: `      this.#report(error)
    }`,
    test: [FAULTS, 'when something fails a list that KV refuses is tried again'],
  },
  {
    name: 'the alarm is set only after the drain',
    file: 'ledger/ledger.ts',
    from: `await this.ctx.storage.setAlarm(Date.now() + GRACE)
      await this.#background`,
    to: 'await this.#background',
    test: [NTH, 'a publish whose object dies before it wrote the shelf'],
  },
  {
    name: 'a write that failed after its effect is left to itself',
    file: 'ledger/ledger.ts',
    from: `await this.#arm()
      throw error`,
    to: 'throw error',
    test: [NTH, 'create when a call to storage fails: after'],
  },
  {
    name: 'an alarm that could not be set is left to itself',
    file: 'ledger/ledger.ts',
    from: `this.#report(error)
      await`,
    to: `throw error
      await`,
    test: [NTH, 'an import whose alarm could not be set'],
  },
  {
    name: 'no purge after the put',
    file: 'ledger/drain.ts',
    from: 'await this.#purge(rows)\n      if',
    to: 'if',
    test: [
      'routes/cached-site.test.ts',
      'every page that shows a post is right on the next request',
    ],
  },
  {
    name: 'no purge at the look',
    file: 'ledger/drain.ts',
    from: 'const purged = await this.#purge(rows)',
    to: 'const purged = true',
    test: ['routes/cached-site.test.ts', 'with KV late elsewhere, no page is stale'],
  },
  {
    name: 'an ETag made of the build alone',
    file: 'routes/reader/answers.ts',
    from: `\${hashes.join('.')}-\${reading.version}`,
    to: `\${reading.version}`,
    test: ['routes/reader-freshness.test.ts', 'the ETag changes with the document'],
  },
  {
    name: 'lists are put though a post was not',
    file: 'ledger/shelf-rows.ts',
    from: `tries > 0 AND tries <= \${WAITS}`,
    to: 'tries > 0 AND tries < 0',
    test: [FAULTS, 'when something fails a list never names a post that KV refused'],
  },
  {
    name: 'a key is put again within the second',
    file: 'ledger/shelf-rows.ts',
    from: 'const SPACING = 1_000',
    to: 'const SPACING = 0',
    test: [FAULTS, 'when something fails a key is put once a second at most'],
  },
  {
    name: 'If-Match is not looked at',
    file: 'ledger/conditions.ts',
    from: `if (ifMatch !== '*' && !ifMatch.includes(row.etag)) {`,
    to: `if (ifMatch === []) {`,
    test: [MODEL, model],
  },
  {
    name: 'two may create one post',
    file: 'ledger/conditions.ts',
    from: 'if (ifNoneMatch && exists) {',
    to: 'if (ifNoneMatch && exists && row.revision > 1) {',
    test: [MANY, 'many writers at once 200 writers on one new slug'],
  },
  {
    name: 'the answer to a key is not kept',
    file: 'ledger/answers.ts',
    from: 'if (key) saveAnswer(sql, key, digest, receipt, now)',
    to: '',
    test: [CONDITIONS, 'Idempotency-Key the same request gets the same answer'],
  },
  {
    name: 'a restore asked for again goes back further',
    file: 'ledger/ledger.ts',
    from: 'if (replay) return this.#show(replay)',
    to: '',
    test: [CONDITIONS, 'Idempotency-Key a restore sent twice goes back once'],
  },
  {
    name: 'a removed post leaves its page',
    file: 'ledger/placing.ts',
    from: 'if (was || is) dirty.add(keys.post(now.slug))',
    to: 'if (is) dirty.add(keys.post(now.slug))',
    test: [NTH, 'remove when a call to kv fails before'],
  },
  {
    name: 'the neighbours of a new post do not hear of it',
    file: 'ledger/placing.ts',
    from: 'if (listedNow && moved) addNeighbours(sql, listedNow, dirty)',
    to: '',
    test: [MODEL, model],
  },
  {
    name: 'a page of a list is cut from the wrong end',
    file: 'ledger/compose.ts',
    from: 'const items = listItems(sql, readPage(sql, list, n), timezone)',
    to: 'const items = listItems(sql, readPage(sql, list, 1), timezone)',
    test: [MANY, 'many writers at once 200 uploads at once'],
  },
  {
    name: 'a post of tomorrow is published today',
    file: 'ledger/change.ts',
    from: `date > now ? 'scheduled'`,
    to: `date > now + 86_400_000 ? 'scheduled'`,
    test: [FAULTS, 'when something fails a scheduled post appears on the second, not before'],
  },
  {
    name: 'a post is stored before its pictures',
    file: 'routes/author/publish.ts',
    from: `const { restore } = await storeUploads(c, uploads)
  const receipt = take(await write(false))`,
    to: `const receipt = take(await write(false))
  const { restore } = await storeUploads(c, uploads)`,
    test: [NTH, 'post with a picture when a call to r2 fails before'],
  },
  {
    name: 'the same bytes make another revision',
    file: 'ledger/change.ts',
    from: 'const changedContent = !old || !isSame(old, row)',
    to: 'const changedContent = true',
    test: ['routes/author-writing.test.ts', '200 PUT replaces, and the same again changes nothing'],
  },
]
