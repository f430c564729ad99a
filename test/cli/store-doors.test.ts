/** Links into the pages, signing everybody out, and a shop's new address, as the operator asks for them. */
import { beforeEach, describe, expect, test } from 'bun:test'
import type { CommandContext, CommandResult } from '../../worker/cli/command.ts'
import { storeMove } from '../../worker/cli/store-move.ts'
import { storeSignIn } from '../../worker/cli/store-sign-in.ts'
import { storeSignOut } from '../../worker/cli/store-sign-out.ts'
import { openDatabase, writeTogether } from '../../worker/db/database.ts'
import type { ReadingDatabase } from '../../worker/db/database.ts'
import { readJournal } from '../../worker/journal/journal.ts'
import { findOwnerSession, openOwnerSession } from '../../worker/stores/owner-sessions.ts'
import { OPERATOR } from '../../worker/stores/person.ts'
import { useSignInLink } from '../../worker/stores/sign-in-links.ts'
import { findStore, insertStore } from '../../worker/stores/store.ts'
import { emptyDatabase } from './empty-database.ts'
import { PLAIN_STORE, STORE } from './plain-store.ts'

/** 2026-11-23T04:04:40Z. */
const NOW_MS = Date.parse('2026-11-23T04:04:40Z')

let db: ReadingDatabase

beforeEach(async () => {
  db = openDatabase(emptyDatabase())
  await writeTogether(db, [insertStore(db, PLAIN_STORE)])
})

type Command = (context: CommandContext) => Promise<CommandResult>

function run(command: Command, options: CommandContext['options'] = {}): Promise<CommandResult> {
  return command({ db, place: 'local', nowMs: NOW_MS, options, positionals: [STORE] })
}

function refusal(command: Command, options: CommandContext['options']): Promise<string> {
  return run(command, options).then(
    () => 'not refused',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
}

describe('store sign-in', () => {
  test('prints a link of this store, for a minute, that signs in as the operator', async () => {
    const { text, json } = await run(storeSignIn, { to: '/orders/1042' })
    const { url, expiresAtMs } = json as { url: string; expiresAtMs: number }
    expect(url).toStartWith(`https://tillbridge.example/sign-in/${STORE}.`)
    expect(text).toContain(url)
    expect(expiresAtMs).toBe(NOW_MS + 60_000)
    const token = url.split('/').at(-1) ?? ''
    expect(await useSignInLink(db, { token, nowMs: NOW_MS + 59_999 })).toEqual({
      storeID: STORE,
      person: OPERATOR,
      toPath: '/orders/1042',
    })
  })

  test('leads nowhere but to the pages', async () => {
    expect(await refusal(storeSignIn, { to: 'https://evil.example' })).toBe(
      [
        '--to: “https://evil.example” is no path of the pages.',
        'A link leads to a page of this store and nowhere else.',
        'Write the path alone, e.g. --to /orders/1042',
      ].join('\n'),
    )
  })
})

test('store sign-out ends every sign-in of the store', async () => {
  const opened = { storeID: STORE, person: OPERATOR, nowMs: NOW_MS }
  const token = await openOwnerSession(db, opened)
  await openOwnerSession(db, opened)
  expect((await run(storeSignOut)).text).toStartWith('Sign-ins that were ended: 2.')
  expect(await findOwnerSession(db, { token, nowMs: NOW_MS })).toBeNull()
})

describe('store move', () => {
  test('takes the shop to its new address, and the log says so', async () => {
    const { text } = await run(storeMove, { shop: 'https://New.example/' })
    expect(text).toStartWith('The shop moved from https://shop.example to https://new.example.')
    expect((await findStore(db, STORE))?.shopURL).toBe('https://new.example')
    const [line] = await readJournal(db, { storeID: STORE, limit: 1 })
    expect([line?.event, line?.detail]).toEqual([
      'shop-moved',
      { from: 'https://shop.example', to: 'https://new.example', who: 'operator' },
    ])
  })

  test('to where it is already changes nothing', async () => {
    const { text } = await run(storeMove, { shop: 'https://shop.example/' })
    expect(text).toBe('The shop is at https://shop.example already.')
    expect(await readJournal(db, { storeID: STORE, limit: 1 })).toEqual([])
  })

  test('needs an address', async () => {
    expect(await refusal(storeMove, { shop: 'shop.example' })).toContain('is no address')
  })
})
