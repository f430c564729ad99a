/** Stops what goes to QuickBooks, or lets it go on; who did it is in the log. */
import type { Context } from 'hono'
import { openDatabase, writeTogether } from '../../db/database.ts'
import { recordJournal } from '../../journal/journal.ts'
import { whoOf } from '../../stores/person.ts'
import { recordPause } from '../../stores/store.ts'
import type { OwnerEnv } from '../owner.ts'
import { redirectWithFlash } from './shell.ts'

export async function pause(context: Context<OwnerEnv>, isPaused: boolean): Promise<Response> {
  const { store, who } = context.get('owner')
  const { storeID } = store
  const nowMs = Date.now()
  const isChange = isPaused !== (store.pausedAtMs !== null)
  if (isChange) {
    const db = openDatabase(context.env.DB)
    const event = isPaused ? 'store-paused' : 'store-resumed'
    await writeTogether(db, [
      recordPause(db, storeID, isPaused ? nowMs : null),
      ...recordJournal(db, {
        storeID,
        entries: [{ subject: null, event, detail: { who: whoOf(who) } }],
        nowMs,
      }),
    ])
  }
  const sentence = isPaused
    ? 'Paused: nothing more is sent to QuickBooks. The queue keeps filling.'
    : 'Resumed: what waits goes out at the next update.'
  const form = await context.req.formData()
  const to = form.get('back') === '/connection' ? '/connection' : '/'
  return redirectWithFlash(context, { to, sentence })
}
