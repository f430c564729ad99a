/** `store pause` and `store resume`. */
import { writeTogether } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { recordPause } from '../stores/store.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { OPERATOR } from './operator.ts'
import { timeOf } from './store-list.ts'

export async function storePause(context: CommandContext): Promise<CommandResult> {
  const { storeID, pausedAtMs } = await storeNamed(context)
  const atMs = pausedAtMs ?? context.nowMs
  if (pausedAtMs === null) {
    await write(context, { storeID, pausedAtMs: atMs })
  }
  const text = [
    pausedAtMs === null
      ? 'Paused: within one call nothing more is sent to QuickBooks.'
      : `It is paused already, since ${timeOf(atMs)}.`,
    `The queue keeps filling. Go on with: bun run tillbridge store resume ${storeID}`,
  ].join('\n')
  return { json: { storeID, pausedAtMs: atMs }, text }
}

export async function storeResume(context: CommandContext): Promise<CommandResult> {
  const { storeID, pausedAtMs } = await storeNamed(context)
  if (pausedAtMs !== null) {
    await write(context, { storeID, pausedAtMs: null })
  }
  const text =
    pausedAtMs === null
      ? 'It is not paused.'
      : 'Resumed: what waits goes out at the next update of the Web Connector.'
  return { json: { storeID, pausedAtMs: null }, text }
}

async function write(
  { db, nowMs }: CommandContext,
  { storeID, pausedAtMs }: { readonly storeID: string; readonly pausedAtMs: number | null },
): Promise<void> {
  const event = pausedAtMs === null ? 'store-resumed' : 'store-paused'
  await writeTogether(db, [
    recordPause(db, storeID, pausedAtMs),
    ...recordJournal(db, {
      storeID,
      entries: [{ subject: null, event, detail: { who: OPERATOR } }],
      nowMs,
    }),
  ])
}
