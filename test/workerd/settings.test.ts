/** Settings on the database that keeps them: versions, who and when, and what a change sets free. */
import { asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { db } from './shop.ts'
import { PLAIN_GATEWAY } from '../../worker/books/gateway-mapping.ts'
import { problem } from '../../worker/books/problems.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { saveChange } from '../../worker/cli/settings-change.ts'
import { writeTogether } from '../../worker/db/database.ts'
import { jobs, settings as settingsTable } from '../../worker/db/schema.ts'
import { readJournal } from '../../worker/journal/journal.ts'
import { enqueueJobs } from '../../worker/queue/enqueue.ts'
import { JOB_RANK } from '../../worker/queue/job.ts'
import { settleJobs } from '../../worker/queue/settle.ts'
import {
  isVersionTaken,
  listSettings,
  readSettings,
  readSettingsVersion,
  saveSettings,
} from '../../worker/stores/settings.ts'

const storeID = 'k3f9x2'

function withPrefix(refNumberPrefix: string): Settings {
  return { ...DEFAULT_SETTINGS, refNumberPrefix }
}

async function save(version: number, refNumberPrefix: string, nowMs = version): Promise<void> {
  const settings = withPrefix(refNumberPrefix)
  await writeTogether(db, [saveSettings(db, { storeID, version, settings, who: 'Ana', nowMs })])
}

/** As a backup of the whole database puts an earlier day back. */
async function setBack(): Promise<void> {
  await db.delete(settingsTable)
}

/** What the operator's commands do with a changed copy of the settings they read. */
async function operatorSaves(refNumberPrefix: string, nowMs = 9) {
  const before = await readSettings(db, storeID)
  const change = { storeID, before, settings: withPrefix(refNumberPrefix) }
  return saveChange({ db, nowMs }, change)
}

describe('versions', () => {
  test('what was read before is not taken for what an earlier day and a new choice have made', async () => {
    await save(1, 'A-', 100)
    expect((await readSettings(db, storeID)).settings.refNumberPrefix).toBe('A-')
    await setBack()
    expect(await readSettings(db, storeID)).toEqual({ version: 0, settings: DEFAULT_SETTINGS })
    await save(1, 'B-', 200)
    expect((await readSettings(db, storeID)).settings.refNumberPrefix).toBe('B-')
  })

  test('what was read of one store is nothing to another', async () => {
    await save(1, 'A-', 300)
    const other = { storeID: 'other', version: 1, who: 'Ben', nowMs: 300 }
    await writeTogether(db, [saveSettings(db, { ...other, settings: withPrefix('O-') })])
    expect((await readSettings(db, storeID)).settings.refNumberPrefix).toBe('A-')
    expect((await readSettings(db, 'other')).settings.refNumberPrefix).toBe('O-')
    expect((await readSettings(db, storeID)).settings.refNumberPrefix).toBe('A-')
  })

  test('nobody changed anything: version 0, the defaults', async () => {
    const none = { version: 0, settings: DEFAULT_SETTINGS }
    expect(await readSettings(db, storeID)).toEqual(none)
    expect(await readSettingsVersion(db, { storeID, version: 0 })).toEqual(none)
    expect(await listSettings(db, { storeID, limit: 10 })).toEqual([])
  })

  test('the newest counts, and each remains with who saved it and when', async () => {
    await save(1, 'A-', 100)
    await save(2, 'B-', 200)
    expect((await readSettings(db, storeID)).settings.refNumberPrefix).toBe('B-')
    expect(await listSettings(db, { storeID, limit: 10 })).toEqual([
      { version: 2, atMs: 200, who: 'Ana', settings: withPrefix('B-') },
      { version: 1, atMs: 100, who: 'Ana', settings: withPrefix('A-') },
    ])
    expect(await readSettingsVersion(db, { storeID, version: 1 })).toMatchObject({ version: 1 })
    expect(await readSettingsVersion(db, { storeID, version: 3 })).toBeNull()
  })

  test('another store’s settings are its own', async () => {
    await save(1, 'A-')
    expect((await readSettings(db, 'other')).version).toBe(0)
  })

  test('what was saved before a setting existed has its default', async () => {
    const old = { createLists: false, mapping: { gateways: { cod: {} } } }
    await db
      .insert(settingsTable)
      .values({ storeID, version: 1, atMs: 1, who: 'Ana', settings: old })
    expect((await readSettings(db, storeID)).settings).toEqual({
      ...DEFAULT_SETTINGS,
      createLists: false,
      mapping: {
        ...DEFAULT_SETTINGS.mapping,
        gateways: { cod: PLAIN_GATEWAY },
      },
    })
  })
})

describe('two who save from one version', () => {
  test('the second fails, and what the first saved stands', async () => {
    await save(1, 'A-')
    const failure = await save(1, 'B-').catch((error: unknown) => error)
    expect(isVersionTaken(failure)).toBe(true)
    expect((await readSettings(db, storeID)).settings.refNumberPrefix).toBe('A-')
  })

  test('a statement of its own tells the same', async () => {
    await save(1, 'A-')
    const change = { storeID, version: 1, settings: DEFAULT_SETTINGS, who: 'Ana', nowMs: 2 }
    const failure = await Promise.resolve(saveSettings(db, change)).catch((error: unknown) => error)
    expect(isVersionTaken(failure)).toBe(true)
  })

  test('the operator is told who was first, and nothing of the second is left', async () => {
    const before = await readSettings(db, storeID)
    await save(1, 'A-')
    await expect(
      saveChange({ db, nowMs: 9 }, { storeID, before, settings: withPrefix('B-') }),
    ).rejects.toThrow(
      'Nothing was saved.\nSomebody else changed the settings of k3f9x2 at the same moment: version 1 is theirs.',
    )
    expect(await readJournal(db, { storeID, limit: 10 })).toEqual([])
  })

  test('another failure of the database is not taken for it', () => {
    expect(isVersionTaken(new Error('D1_ERROR: UNIQUE constraint failed: jobs.id'))).toBe(false)
    expect(isVersionTaken('UNIQUE constraint failed: settings.version')).toBe(false)
  })
})

describe('a change', () => {
  test('is a new version, and the log says what changed', async () => {
    await save(1, 'A-')
    expect(await operatorSaves('B-')).toEqual({
      version: 2,
      changes: [{ key: 'refNumberPrefix', before: 'A-', after: 'B-' }],
    })
    const [entry] = await readJournal(db, { storeID, limit: 1 })
    expect(entry).toMatchObject({
      atMs: 9,
      subject: null,
      event: 'settings-changed',
      detail: {
        version: 2,
        who: 'operator',
        changes: [{ key: 'refNumberPrefix', before: 'A-', after: 'B-' }],
        changesInAll: 1,
      },
    })
  })

  test('that changes nothing is no version', async () => {
    await save(1, 'A-')
    expect(await operatorSaves('A-')).toEqual({ version: 1, changes: [] })
    expect(await listSettings(db, { storeID, limit: 10 })).toHaveLength(1)
    expect(await readJournal(db, { storeID, limit: 10 })).toEqual([])
  })
})

async function states() {
  const rows = await db.select().from(jobs).where(eq(jobs.storeID, storeID)).orderBy(asc(jobs.id))
  return rows.map(({ state }) => state)
}

describe('held orders', () => {
  const HELD = [
    problem('unmapped-gateway', { order: '1', gateway: 'cod', title: 'Cash' }),
    problem('order-number-too-long', { order: '2', refNumber: 'LONG-1234567', lengthMax: 11 }),
    problem('order-without-lines', { order: '3' }),
  ]

  beforeEach(async () => {
    const news = HELD.map((_, at) => ({
      subject: `order:${at + 1}`,
      rank: JOB_RANK.order,
      generation: 1,
      revision: 1,
      isPushed: false,
    }))
    await writeTogether(db, enqueueJobs(db, { storeID, news, nowMs: 0 }))
    const results = HELD.map((held, at) => ({
      kind: 'blocked' as const,
      id: at + 1,
      decidedOn: null,
      problem: held,
      recheckAtMs: null,
    }))
    await writeTogether(db, settleJobs(db, { storeID, results, nowMs: 1 }))
  })

  test('go out again when what they waited for may have been chosen; others stay', async () => {
    expect(await states()).toEqual(['blocked', 'blocked', 'blocked'])
    await operatorSaves('A-')
    expect(await states()).toEqual(['queued', 'queued', 'blocked'])
  })

  test('stay held when nothing changed', async () => {
    await operatorSaves('')
    expect(await states()).toEqual(['blocked', 'blocked', 'blocked'])
  })

  test('stay held when somebody else saved first', async () => {
    const before = await readSettings(db, storeID)
    await save(1, 'A-')
    await expect(
      saveChange({ db, nowMs: 9 }, { storeID, before, settings: withPrefix('B-') }),
    ).rejects.toThrow('Nothing was saved.')
    expect(await states()).toEqual(['blocked', 'blocked', 'blocked'])
  })
})
